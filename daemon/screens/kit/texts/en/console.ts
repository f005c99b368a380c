import type { consolePage as nl } from '../nl/console.ts'
export const consolePage: typeof nl = {
  title: 'Loket, central office',
  logIn: 'Log in',
  logOut: 'Log out',
  user: 'User',
  password: 'Password',
  next: 'Next',
  waiting: (people) =>
    people === 0
      ? 'Nobody is waiting'
      : people === 1
        ? '1 person is waiting'
        : `${people} people are waiting`,
}
