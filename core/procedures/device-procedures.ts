/** Devices, for whom they are planned, and the receipts that were signed for them. */
import { saveAssignment, voidAssignments } from '../services/assign-device.ts';
import { assignClass } from '../services/assign-class.ts';
import { cancelReceipt } from '../services/cancel-receipt.ts';
import { findDeviceByNumber, getDevice, listDevices, listStock } from '../services/device-list.ts';
import { handOverClass } from '../services/hand-over-class.ts';
import { handOverDevice } from '../services/hand-over-device.ts';
import { listHandoverSheet } from '../services/handover-sheet.ts';
import { listReceipts } from '../services/receipt-list.ts';
import { saveDevice, voidDevice } from '../services/save-device.ts';
import { atSchool, implementer } from './implementer.ts';

const { devices: on, assignments: onAssignments, receipts: onReceipts } = implementer;

export const deviceProcedures = {
  list: on.list.handler(({ context, input }) => listDevices(context.register, input)),
  get: on.get.handler(({ context, input }) => getDevice(context.register, input.id)),
  findByNumber: on.findByNumber.handler(async ({ context, input }) => ({
    device: await findDeviceByNumber(context.register, input.number),
  })),
  save: on.save.use(atSchool).handler(({ context, input }) => saveDevice(context.register, context.session, input)),
  void: on.void.use(atSchool).handler(({ context, input }) => voidDevice(context.register, context.session, input)),
  stock: on.stock.handler(({ context, input }) => listStock(context.register, input)),
};

export const assignmentProcedures = {
  save: onAssignments.save
    .use(atSchool)
    .handler(({ context, input }) => saveAssignment(context.register, context.session, input)),
  saveClass: onAssignments.saveClass
    .use(atSchool)
    .handler(({ context, input }) => assignClass(context.register, context.session, input)),
  void: onAssignments.void
    .use(atSchool)
    .handler(({ context, input }) => voidAssignments(context.register, context.session, input)),
};

export const receiptProcedures = {
  sheet: onReceipts.sheet.handler(({ context, input }) => listHandoverSheet(context.register, input)),
  list: onReceipts.list.handler(({ context, input }) => listReceipts(context.register, context.session, input)),
  save: onReceipts.save
    .use(atSchool)
    .handler(({ context, input }) => handOverDevice(context.register, context.session, input)),
  saveClass: onReceipts.saveClass
    .use(atSchool)
    .handler(({ context, input }) => handOverClass(context.register, context.session, input)),
  cancel: onReceipts.cancel
    .use(atSchool)
    .handler(({ context, input }) => cancelReceipt(context.register, context.session, input)),
};
