import type { consolePage as nl } from '../nl/console.ts'
export const consolePage: typeof nl = {
  title: 'Loket, bureau central',
  logIn: 'Se connecter',
  logOut: 'Se déconnecter',
  user: 'Utilisateur',
  password: 'Mot de passe',
  next: 'Suivant',
  waiting: (people) =>
    people === 0
      ? 'Personne n’attend'
      : people === 1
        ? '1 personne attend'
        : `${people} personnes attendent`,
}
