import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiError } from './api/problem.js';
import { router } from './app/router.js';
import { applyTheme } from './app/theme.js';
import { ToastRoom } from './components/toast.js';
import './styles/index.css';

applyTheme();

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // Figures change when data is imported, and then everything is marked stale at once.
      staleTime: 60_000,
      refetchOnWindowFocus: false,
      // What the server refuses it refuses again; only a broken connection or a busy server is worth another try.
      retry: (times, error) =>
        times < 2 && error instanceof ApiError && [0, 429, 502, 503].includes(error.problem.status),
    },
  },
});

const element = document.getElementById('root');
if (element)
  createRoot(element).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <ToastRoom>
          <RouterProvider router={router} />
        </ToastRoom>
      </QueryClientProvider>
    </StrictMode>,
  );
