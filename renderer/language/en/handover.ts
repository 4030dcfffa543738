import type { Words } from '../words.ts';
import { count as counted, n } from './count.ts';

export const handover: Words['handover'] = {
  title: 'Handover',
  classes: 'Classes',
  pupils: (count) => count,
  nextClass: 'Next class',
  previousClass: 'Previous class',
  empty: {
    title: 'There is no class to hand over to yet',
    text: 'Import the class list and the delivery note first. Then, here: plan the devices of a class, print the list to sign, and save that the class has signed in one go.',
    import: 'Import a class list',
  },
  chooseRound: 'Which round is being handed over?',
  chooseRoundText:
    'Each round has its own devices and terms. The chosen one stands at the top and can be changed at any time.',
  find: {
    label: 'Find one pupil, or scan a device',
    placeholder: 'One pupil: type a name, or scan a device',
    placeholderFor: (serial) => `Who gets the device ${serial}?`,
    waiting: (serial) =>
      `The device ${serial} is in stock and planned for nobody. Find the pupil who gets it in the field above.`,
    nobody: (typed) => `No pupil matches “${typed}”.`,
  },
  state: (received, planned, without, stock) =>
    `${n(received)} received · ${n(planned)} to sign · ${n(without)} without a device · ${n(stock)} in stock`,
  noPupils: 'This class has no pupils yet.',
  noStock: 'No device of this round is left in stock. Import the delivery note before planning.',
  assign: 'Plan devices…',
  assignTitle: (name) => `Plan devices for class ${name}`,
  assignText:
    'Devices go in stock order to the pupils who have none. When there are too few, poor households come first, then near-poor ones. Nobody has to sign yet.',
  assignWho: 'For pupils of',
  assignNobody: 'Choose at least one.',
  assignConfirm: 'Plan in stock order',
  modelInStock: (model, count) => `${model}, ${n(count)} left`,
  assigned: (count, name, missing, refused) =>
    [
      count === 0
        ? `No further pupil of class ${name} got a device planned.`
        : `${counted(count, 'device', 'devices')} planned for class ${name}.`,
      ...(missing > 0 ? [`The stock lacks ${counted(missing, 'device', 'devices')}.`] : []),
      ...(refused > 0 ? [`${counted(refused, 'pupil was', 'pupils were')} passed over.`] : []),
    ].join(' '),
  passedOver: 'Passed over, because:',
  takeBack: 'Take plans back…',
  takeBackQuestion: {
    title: (count, whose) => `Take back ${counted(count, 'plan', 'plans')} of ${whose}?`,
    text: 'These devices are in stock again. Devices that were signed for are not touched.',
    reasons: ['Planned by mistake', 'Another device instead', 'Postponed'],
    confirm: 'Take back',
    done: (count, whose) => `${counted(count, 'plan', 'plans')} of ${whose} taken back.`,
  },
  print: 'Print the list',
  confirm: (count) => `Save ${counted(count, 'signature', 'signatures')}`,
  saved: (count, name, refused) =>
    refused === 0
      ? `${counted(count, 'pupil', 'pupils')} of class ${name} signed.`
      : `${counted(count, 'pupil', 'pupils')} of class ${name} signed. ${n(refused)} could not be saved.`,
  refused: (count) => `${counted(count, 'pupil', 'pupils')} could not be saved; the others are:`,
  nobodyTicked: 'Nobody is ticked as present, so nothing was saved.',
  receiverMissing: 'Write who signed.',
  receivedOn: 'Signed on',
  mode: 'Given or lent',
  paperHint: 'Untick who is absent. Arrow up and down go line by line; Space ticks.',
  sheetLabel: (name) => `Signature list of class ${name}`,
  columns: {
    present: 'Present',
    pupil: 'Pupil',
    device: 'Device',
    receiver: 'Signed by',
    relation: 'Relation',
    personalId: 'ID number (if known)',
  },
  presentOf: (name) => `${name} is present`,
  fieldOf: (field, name) => `${field}, ${name}`,
  receipt: {
    kind: { gift: 'Received as a gift', loan: 'Received on loan' },
    cancellation: 'Cancellation',
    cancelled: 'cancelled',
    cancel: 'Cancel this receipt…',
    signedBy: (name, relation) => (relation === '' ? name : `${name} (${relation})`),
    reason: (reason) => `Reason: ${reason}`,
    override: (reason) => `Second device allowed by the principal: ${reason}`,
  },
  cancel: {
    title: (name, serial) => `Cancel the receipt of ${name} for ${serial}?`,
    text: 'A counter-document with today’s date and the reason is added; the device is in stock again. Both papers stay in the register.',
    reasons: ['Wrong pupil', 'Wrong device', 'The family returned it', 'Faulty, exchanged'],
    confirm: 'Save the cancellation',
    done: (name, serial) => `Cancelled: ${serial} of ${name} is in stock again.`,
  },
  pupil: {
    back: 'Back to the class',
    profile: 'Open the profile',
    holds: (serial) => `Holds the device ${serial}.`,
    planned: (serial, model, round) => [`Planned: ${serial}`, model, round].filter(Boolean).join(' · '),
    takeBack: 'Take the plan back…',
    minutes: 'Handover minutes',
    second: 'Allow another device…',
    voided: 'This pupil was taken out of the register and gets no device.',
    papers: 'Receipts',
    noPapers: 'No papers yet.',
    form: 'Receipt',
    device: 'Device number',
    deviceHint: 'Scan the barcode, or type the serial number or IMEI',
    receiver: 'Signed by',
    relation: 'Relation to the pupil',
    personalId: 'ID number of who signs',
    personalIdHint: 'If known',
    overrideReason: 'Reason for another device',
    overrideHint: 'Written by the principal; it stays on the receipt.',
    sign: 'Save as signed',
    planOnly: 'Only plan, sign later',
    plannedSaid: (name, serial) => `${serial} is planned for ${name}.`,
    signedSaid: (name, serial) => `${name} signed for ${serial}.`,
  },
};
