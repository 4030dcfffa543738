/** Long work: how long it may still take. */
export const work = {
  secondsLeft: (seconds: number) =>
    seconds < 60 ? `còn khoảng ${seconds} giây` : `còn khoảng ${Math.ceil(seconds / 60)} phút`,
};
