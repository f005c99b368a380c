export const consolePage = {
  title: 'Loket, centraal kantoor',
  logIn: 'Aanmelden',
  logOut: 'Afmelden',
  user: 'Gebruiker',
  password: 'Wachtwoord',
  next: 'Volgende',
  waiting: (people: number) =>
    people === 0
      ? 'Niemand wacht'
      : people === 1
        ? '1 persoon wacht'
        : `${people} personen wachten`,
}
