/** Everything around the pages: kit, language, keys, queries; then the gate, then the router. */
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { PaletteProvider } from './frame/search-palette.tsx';
import { RegisterGate } from './frame/register-gate.tsx';
import { KeysProvider } from './keys/keys.tsx';
import { LanguageProvider } from './language/language.tsx';
import { NoticesProvider } from './notices/notices.tsx';
import { createQueries } from './queries.ts';
import { createScreens } from './routes.tsx';
import { followTokens, theme } from './theme.ts';

export function App() {
  const [queries] = useState(createQueries);
  const [screens] = useState(createScreens);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={followTokens} defaultColorScheme="light">
      <LanguageProvider>
        <QueryClientProvider client={queries}>
          <KeysProvider>
            <NoticesProvider>
              <PaletteProvider>
                <RegisterGate>
                  <RouterProvider router={screens} />
                </RegisterGate>
              </PaletteProvider>
            </NoticesProvider>
          </KeysProvider>
        </QueryClientProvider>
      </LanguageProvider>
    </MantineProvider>
  );
}
