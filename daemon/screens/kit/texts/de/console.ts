import type { consolePage as nl } from '../nl/console.ts'
export const consolePage: typeof nl = {
  title: 'Loket, Zentralbüro',
  logIn: 'Anmelden',
  logOut: 'Abmelden',
  user: 'Benutzer',
  password: 'Passwort',
  next: 'Nächste Person',
  waiting: (people) =>
    people === 0
      ? 'Niemand wartet'
      : people === 1
        ? '1 Person wartet'
        : `${people} Personen warten`,
}
