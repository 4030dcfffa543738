/** Bounds that every carrier keeps, whatever a disk or a server holds. */
import { HEAD_BYTES, MOST_PAYLOAD_BYTES } from '../sync/files/outer-header.ts';

/** Of larger files no more than the head is read; what claims to be ours is refused. */
export const LARGEST_FILE_BYTES = HEAD_BYTES + MOST_PAYLOAD_BYTES;
/** Files looked at in one folder in one try; the rest waits for the next. */
export const MOST_FILES_LOOKED_AT = 20_000;
