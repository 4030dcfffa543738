/**
 * Loaded before every script (`node --import`): says which Node is needed, in a sentence, where an old one would fail on the
 * first line of TypeScript. Plain JavaScript for that reason.
 */
const OLDEST = 24;
const major = Number(process.versions.node.split('.')[0]);

if (major < OLDEST) {
  process.stderr.write(
    `Cần Node ${OLDEST} trở lên; đây là Node ${process.versions.node}. Hãy chạy "npm install" rồi dùng các lệnh npm ` +
      `(npm start, npm test): chúng mang Node ${OLDEST} theo.\n` +
      `Node ${OLDEST} or later is needed; this is Node ${process.versions.node}. Run "npm install", then use the npm ` +
      `commands (npm start, npm test): they bring Node ${OLDEST} along.\n`,
  );
  process.exit(1);
}
