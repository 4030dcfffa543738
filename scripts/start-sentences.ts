/** What `npm start` says, in both languages. */

const vi = {
  usage: 'Cách dùng: npm start -- [--data THƯ_MỤC] [--port SỐ] [--no-browser] [--host browser|electron] [--lang vi|en]',
  fetching: 'Đang tải Electron để mở cửa sổ riêng…',
  noDesktop: 'máy này không có màn hình đồ hoạ',
  noConnection: 'chưa có Electron và không có mạng để tải',
  notFetched: (reason: string) => `không tải được Electron: ${reason}`,
  windowFailed: 'cửa sổ Electron không mở được trên máy này',
  openingBrowser: (reason: string) => `Không mở được cửa sổ riêng (${reason}); sổ được mở trong trình duyệt.`,
  cannotOpenWindow: (reason: string) =>
    `Không mở được cửa sổ riêng (${reason}). Hãy bỏ --host electron để mở sổ trong trình duyệt.`,
};

const en: typeof vi = {
  usage: 'Usage: npm start -- [--data DIR] [--port N] [--no-browser] [--host browser|electron] [--lang vi|en]',
  fetching: 'Fetching Electron for a window of its own…',
  noDesktop: 'this machine has no graphical desktop',
  noConnection: 'Electron is not here and there is no connection to fetch it',
  notFetched: (reason) => `Electron could not be fetched: ${reason}`,
  windowFailed: 'the Electron window does not open on this machine',
  openingBrowser: (reason) => `No window of its own (${reason}); the register opens in the browser.`,
  cannotOpenWindow: (reason) =>
    `No window of its own (${reason}). Leave out --host electron to open the register in the browser.`,
};

export const startSentences = { vi, en };
