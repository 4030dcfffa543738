import type { Words } from '../words.ts';

export const setUp: Words['setUp'] = {
  title: 'Make a new register',
  lead: 'The register lies on this computer and works without a network. Whatever you enter here can be changed later in “Register, settings”.',
  roleTitle: 'Whose register is this?',
  role: { school: 'School', office: 'Office' },
  roleText: {
    school: 'Keeps pupils, household status, devices and receipts of one school.',
    office:
      'A commune, province or district office: invites schools, takes the registers they send, views and exports them.',
  },
  you: 'At the keyboard',
  yourName: 'Your full name',
  yourNameHint: 'Stands in every change of the register',
  yourRole: 'Role',
  yourRoleHint:
    'Whoever makes the register answers for it: who comes in, passphrases, going back to a backup. A clerk who makes it for the principal chooses Clerk, and adds the principal under People.',
  sites: 'Sites',
  sitesText: 'Only when the school teaches in several places.',
  addSite: 'Add a site',
  removeSite: (number) => `Remove line ${number}`,
  siteName: (number) => `Name of site ${number}`,
  siteVillage: (number) => `Village of site ${number}`,
  main: 'Main site',
  trial: {
    title: 'Want to try first?',
    text: 'Open the register of an invented school with 60 pupils and 40 devices. Try anything, then begin the real one.',
    start: 'Try it out',
    end: 'Begin the real register',
    endTitle: 'Set the trial aside and begin the real register?',
    endText:
      'The trial is set aside in a folder of its own; nothing is deleted. Then you make the register of your school.',
  },
  required: 'Fields marked * are required.',
  submit: 'Make the register',
  working: 'Making the register…',
  choose: {
    title: 'Who is at the keyboard?',
    text: 'Every change in the register will name this person.',
    missing: 'Not on the list?',
    pin: 'PIN',
    pinText: (name: string) => `Type the 6-digit PIN of ${name}.`,
    passphraseText: (name: string) => `Type the passphrase of ${name}.`,
    newPinText: 'That PIN was for one use. Set a 6-digit PIN of your own; from now on only that one works.',
    askPrincipal:
      'Not on the list? Ask the principal (at an office: its staff) to add you, on the page Register, settings.',
    leave: 'Leave the seat',
    leaveText: 'The register stays open; whoever sits down next chooses a name.',
    sitDown: 'Sit down',
  },
};
