/** Dữ liệu cá nhân: requests with their clocks, who has been kept long enough, and the minutes of what was erased. */
import { useIsOffice } from '../../frame/register-state.tsx';
import { Minutes } from './minutes.tsx';
import { Requests } from './requests.tsx';
import { Retention } from './retention.tsx';

export function PrivacySection() {
  const isOffice = useIsOffice();
  return (
    <>
      <Requests />
      {!isOffice && <Retention />}
      <Minutes />
    </>
  );
}
