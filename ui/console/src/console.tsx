import { ApiError } from '@joinery/ui-api-client';
import { KitProvider } from '@joinery/ui-kit';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { createConsoleRouter } from './routes.tsx';
import { noteSignedOut } from './sign-in/signed-out.ts';
import './console.css';

/** The whole application. */
export function Console() {
  const [client] = useState(createClient);
  const [router] = useState(createConsoleRouter);
  return (
    <KitProvider>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </KitProvider>
  );
}

function createClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: noteSignedOut }),
    defaultOptions: {
      queries: { staleTime: 5_000, retry: worthRepeating, refetchOnWindowFocus: true },
      mutations: { onError: noteSignedOut },
    },
  });
}

/** The server's own answers are final; only a lost line is tried again. */
function worthRepeating(count: number, error: Error): boolean {
  return !(error instanceof ApiError) && count < 2;
}
