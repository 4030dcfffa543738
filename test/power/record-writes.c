/* Preloaded into a program: writes down, in one order for all threads, what the program does to the files below
 * RECORD_ROOT (and each line it prints), into the file RECORD_LOG. test/power/recording.ts reads it.
 * Each record: op (1 byte), ino (8), offset or size (8), length of the first and second text (4 each), the texts. Little endian. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_FILES 65536
#define MOST_PATH 4096
#define REAL(name) static __typeof__(name) *real; if (!real) real = dlsym(RTLD_NEXT, #name)

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static char tracked[MOST_FILES];
static char root[MOST_PATH];
static size_t root_length;
static int log_file = -1;

__attribute__((constructor)) static void begin(void) {
  const char *given = getenv("RECORD_ROOT"), *log = getenv("RECORD_LOG");
  if (!given || !log) return;
  snprintf(root, sizeof root, "%s/", given);
  root_length = strlen(root);
  int (*open_now)(const char *, int, ...) = dlsym(RTLD_NEXT, "open64");
  int fd = open_now(log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  /* Out of the way of the program's own numbers. */
  log_file = fcntl(fd, F_DUPFD_CLOEXEC, 1000);
  unsetenv("LD_PRELOAD");
}

static void put(const void *bytes, size_t length) {
  static ssize_t (*write_now)(int, const void *, size_t);
  if (!write_now) write_now = dlsym(RTLD_NEXT, "write");
  const char *at = bytes;
  while (length > 0) {
    ssize_t done = write_now(log_file, at, length);
    if (done < 0) { if (errno == EINTR) continue; abort(); }
    at += done;
    length -= (size_t)done;
  }
}

static void record(char op, uint64_t ino, uint64_t number, const void *first, uint32_t first_length, const void *second, uint32_t second_length) {
  if (log_file < 0) return;
  int saved = errno;
  char head[25];
  head[0] = op;
  memcpy(head + 1, &ino, 8);
  memcpy(head + 9, &number, 8);
  memcpy(head + 17, &first_length, 4);
  memcpy(head + 21, &second_length, 4);
  put(head, sizeof head);
  put(first, first_length);
  put(second, second_length);
  errno = saved;
}

static int is_below(const char *path) { return log_file >= 0 && strncmp(path, root, root_length) == 0; }

/* Absolute path of a name that the program gave; 0 when it is not below the root. */
static int whole_path(int folder, const char *name, char *out) {
  if (log_file < 0) return 0;
  if (name[0] == '/') snprintf(out, MOST_PATH, "%s", name);
  else if (folder == AT_FDCWD) {
    char here[MOST_PATH / 2];
    if (!getcwd(here, sizeof here)) return 0;
    snprintf(out, MOST_PATH, "%s/%s", here, name);
  } else {
    char link[64], here[MOST_PATH / 2];
    snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    ssize_t length = readlink(link, here, sizeof here - 1);
    if (length < 0) return 0;
    here[length] = 0;
    snprintf(out, MOST_PATH, "%s/%s", here, name);
  }
  return is_below(out);
}

static int is_tracked(int fd) { return fd >= 0 && fd < MOST_FILES && tracked[fd]; }

static uint64_t ino_of(int fd) {
  struct stat now;
  return fstat(fd, &now) == 0 ? (uint64_t)now.st_ino : 0;
}

static int opened(int fd, const char *path, int existed, int flags) {
  if (fd < 0 || fd >= MOST_FILES) return fd;
  tracked[fd] = 1;
  if (!existed && (flags & O_CREAT)) record('O', ino_of(fd), 0, path, (uint32_t)strlen(path), "", 0);
  else if (flags & O_TRUNC) record('T', ino_of(fd), 0, "", 0, "", 0);
  return fd;
}

static int open_any(int folder, const char *name, int flags, mode_t mode) {
  static int (*real)(int, const char *, int, ...);
  if (!real) real = dlsym(RTLD_NEXT, "openat64");
  char path[MOST_PATH];
  if (!whole_path(folder, name, path)) {
    int fd = real(folder, name, flags, mode);
    if (fd >= 0 && fd < MOST_FILES) tracked[fd] = 0;
    return fd;
  }
  pthread_mutex_lock(&one_at_a_time);
  int existed = access(path, F_OK) == 0;
  int fd = opened(real(folder, name, flags, mode), path, existed, flags);
  pthread_mutex_unlock(&one_at_a_time);
  return fd;
}

#define MODE_OF(flags) \
  mode_t mode = 0; \
  if ((flags) & (O_CREAT | __O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }

int open(const char *name, int flags, ...) { MODE_OF(flags) return open_any(AT_FDCWD, name, flags, mode); }
int open64(const char *name, int flags, ...) { MODE_OF(flags) return open_any(AT_FDCWD, name, flags, mode); }
int openat(int folder, const char *name, int flags, ...) { MODE_OF(flags) return open_any(folder, name, flags, mode); }
int openat64(int folder, const char *name, int flags, ...) { MODE_OF(flags) return open_any(folder, name, flags, mode); }

int close(int fd) {
  REAL(close);
  if (fd == log_file && log_file >= 0) return 0;
  if (fd >= 0 && fd < MOST_FILES) tracked[fd] = 0;
  return real(fd);
}

/* What was written lies in the file by now: it is read back, so that every way of writing is recorded alike. */
static void wrote(int fd, off_t from, ssize_t length) {
  if (length <= 0) return;
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  static int (*open_now)(const char *, int, ...);
  if (!open_now) open_now = dlsym(RTLD_NEXT, "open64");
  static int (*close_now)(int);
  if (!close_now) close_now = dlsym(RTLD_NEXT, "close");
  int again = open_now(link, O_RDONLY | O_CLOEXEC);
  char *bytes = malloc((size_t)length);
  if (again < 0 || !bytes || pread(again, bytes, (size_t)length, from) != length) abort();
  close_now(again);
  record('W', ino_of(fd), (uint64_t)from, bytes, (uint32_t)length, "", 0);
  free(bytes);
}

static off_t place_of(int fd) {
  if (fcntl(fd, F_GETFL) & O_APPEND) {
    struct stat now;
    return fstat(fd, &now) == 0 ? now.st_size : 0;
  }
  return lseek(fd, 0, SEEK_CUR);
}

#define RECORDED_WRITE(fd, from, call) \
  do { \
    pthread_mutex_lock(&one_at_a_time); \
    off_t at = (from); \
    ssize_t done = (call); \
    int saved = errno; \
    wrote(fd, at, done); \
    errno = saved; \
    pthread_mutex_unlock(&one_at_a_time); \
    return done; \
  } while (0)

ssize_t write(int fd, const void *bytes, size_t length) {
  REAL(write);
  if (fd == 1) {
    pthread_mutex_lock(&one_at_a_time);
    record('A', 0, 0, bytes, (uint32_t)length, "", 0);
    ssize_t done = real(fd, bytes, length);
    pthread_mutex_unlock(&one_at_a_time);
    return done;
  }
  if (!is_tracked(fd)) return real(fd, bytes, length);
  RECORDED_WRITE(fd, place_of(fd), real(fd, bytes, length));
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t from) {
  REAL(pwrite);
  if (!is_tracked(fd)) return real(fd, bytes, length, from);
  RECORDED_WRITE(fd, from, real(fd, bytes, length, from));
}
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t from) {
  REAL(pwrite64);
  if (!is_tracked(fd)) return real(fd, bytes, length, from);
  RECORDED_WRITE(fd, from, real(fd, bytes, length, from));
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
  REAL(writev);
  if (!is_tracked(fd)) return real(fd, parts, count);
  RECORDED_WRITE(fd, place_of(fd), real(fd, parts, count));
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t from) {
  REAL(pwritev);
  if (!is_tracked(fd)) return real(fd, parts, count, from);
  RECORDED_WRITE(fd, from, real(fd, parts, count, from));
}
ssize_t copy_file_range(int in, off64_t *in_at, int out, off64_t *out_at, size_t length, unsigned flags) {
  REAL(copy_file_range);
  if (!is_tracked(out)) return real(in, in_at, out, out_at, length, flags);
  RECORDED_WRITE(out, out_at ? *out_at : place_of(out), real(in, in_at, out, out_at, length, flags));
}
ssize_t sendfile64(int out, int in, off64_t *in_at, size_t length) {
  static ssize_t (*real)(int, int, off64_t *, size_t);
  if (!real) real = dlsym(RTLD_NEXT, "sendfile64");
  if (!is_tracked(out)) return real(out, in, in_at, length);
  RECORDED_WRITE(out, place_of(out), real(out, in, in_at, length));
}
ssize_t sendfile(int out, int in, off_t *in_at, size_t length) { return sendfile64(out, in, in_at, length); }

#define RECORDED(call, what) \
  do { \
    pthread_mutex_lock(&one_at_a_time); \
    int done = (call); \
    if (done == 0) { what; } \
    pthread_mutex_unlock(&one_at_a_time); \
    return done; \
  } while (0)

int ftruncate(int fd, off_t size) {
  REAL(ftruncate);
  if (!is_tracked(fd)) return real(fd, size);
  RECORDED(real(fd, size), record('T', ino_of(fd), (uint64_t)size, "", 0, "", 0));
}
int ftruncate64(int fd, off64_t size) {
  REAL(ftruncate64);
  if (!is_tracked(fd)) return real(fd, size);
  RECORDED(real(fd, size), record('T', ino_of(fd), (uint64_t)size, "", 0, "", 0));
}

/* The disk under a test need not be flushed: what counts is that the program asked for it. */
static int flushed(int fd) {
  pthread_mutex_lock(&one_at_a_time);
  struct stat now;
  if (fstat(fd, &now) == 0 && S_ISDIR(now.st_mode)) {
    char link[64], path[MOST_PATH];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length > 0) record('D', 0, 0, path, (uint32_t)length, "", 0);
  } else record('S', (uint64_t)now.st_ino, 0, "", 0, "", 0);
  pthread_mutex_unlock(&one_at_a_time);
  return 0;
}
int fsync(int fd) {
  REAL(fsync);
  return is_tracked(fd) ? flushed(fd) : real(fd);
}
int fdatasync(int fd) {
  REAL(fdatasync);
  return is_tracked(fd) ? flushed(fd) : real(fd);
}

static void record_paths(char op, const char *first, const char *second) {
  record(op, 0, 0, first, (uint32_t)strlen(first), second, (uint32_t)strlen(second));
}
int rename(const char *from, const char *to) {
  REAL(rename);
  char first[MOST_PATH], second[MOST_PATH];
  if (!whole_path(AT_FDCWD, from, first) || !whole_path(AT_FDCWD, to, second)) return real(from, to);
  RECORDED(real(from, to), record_paths('R', first, second));
}
int link(const char *from, const char *to) {
  REAL(link);
  char first[MOST_PATH], second[MOST_PATH];
  if (!whole_path(AT_FDCWD, from, first) || !whole_path(AT_FDCWD, to, second)) return real(from, to);
  RECORDED(real(from, to), record_paths('L', first, second));
}
int unlink(const char *name) {
  REAL(unlink);
  char path[MOST_PATH];
  if (!whole_path(AT_FDCWD, name, path)) return real(name);
  RECORDED(real(name), record_paths('U', path, ""));
}
int unlinkat(int folder, const char *name, int flags) {
  REAL(unlinkat);
  char path[MOST_PATH];
  if (!whole_path(folder, name, path)) return real(folder, name, flags);
  RECORDED(real(folder, name, flags), record_paths(flags & AT_REMOVEDIR ? 'X' : 'U', path, ""));
}
/* What Node's rmSync comes down to; glibc's own calls in it are not seen from here. */
int remove(const char *name) {
  REAL(remove);
  char path[MOST_PATH];
  struct stat found;
  if (!whole_path(AT_FDCWD, name, path) || lstat(name, &found) != 0) return real(name);
  RECORDED(real(name), record_paths(S_ISDIR(found.st_mode) ? 'X' : 'U', path, ""));
}
int rmdir(const char *name) {
  REAL(rmdir);
  char path[MOST_PATH];
  if (!whole_path(AT_FDCWD, name, path)) return real(name);
  RECORDED(real(name), record_paths('X', path, ""));
}
int mkdir(const char *name, mode_t mode) {
  REAL(mkdir);
  char path[MOST_PATH];
  if (!whole_path(AT_FDCWD, name, path)) return real(name, mode);
  RECORDED(real(name, mode), record_paths('M', path, ""));
}
