/** Who collects from this register, and at an office who reports to it. */
import { useRegister } from '../../frame/register-state.tsx';
import { Collector } from './collector.tsx';
import { Members } from './members.tsx';

export function ConnectSection() {
  const { status } = useRegister();
  return (
    <>
      {status.role === 'office' && <Members />}
      <Collector />
    </>
  );
}
