/** Bounds that every carrier keeps, whatever a disk or a server holds. */
import { HEAD_BYTES, MOST_PAYLOAD_BYTES } from '../sync/files/outer-header.ts';

/** Of larger files no more than the head is read; what claims to be ours is refused. */
export const LARGEST_FILE_BYTES = HEAD_BYTES + MOST_PAYLOAD_BYTES;
/** Files of one folder: opened for a first look in one try, the rest waits for the next; and looked at in all. */
export const FOLDER_LIMITS = { newFiles: 20_000, files: 200_000 };
