/*
 * Counts a program's calls to the file system in one folder and lets one of them fail. It is loaded before the C library
 * (LD_PRELOAD), so that calls of Node, libvips, SQLite and ExifTool alike pass through it.
 *
 * DAGUERRE_FAULT_FOLDER: the folder. DAGUERRE_FAULT_CONTROL: a file of three 32-bit numbers, which the test changes while
 * the program runs:
 *   [0] the call that fails, counted from 1; 0 for none
 *   [1] its error number; ENOSPC lasts, for calls that take room, as on a full disk; -1 kills the process instead
 *   [2] calls so far
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static volatile int *control;
static const char *folder;

__attribute__((constructor)) static void start(void) {
  const char *path = getenv("DAGUERRE_FAULT_CONTROL");
  folder = getenv("DAGUERRE_FAULT_FOLDER");
  if (!path || !folder) return;
  int file = open(path, O_RDWR | O_CLOEXEC);
  if (file < 0) return;
  void *mapped = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  close(file);
  if (mapped != MAP_FAILED) control = mapped;
}

static int is_inside(const char *path) {
  size_t length = strlen(folder);
  return path && !strncmp(path, folder, length) && (path[length] == '/' || !path[length]);
}

static int is_open_inside(int file) {
  if (!control) return 0;
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  int kept = errno;
  ssize_t length = readlink(link, path, sizeof path - 1);
  errno = kept;
  if (length < 0) return 0;
  path[length] = 0;
  return is_inside(path);
}

/* Counts a call; whether it is to fail, with errno set. */
static int fails(int takes_room) {
  int count = __sync_add_and_fetch(&control[2], 1), at = control[0], error = control[1];
  if (!at || count < at) return 0;
  if (error == -1) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
  }
  if (error == ENOSPC ? !takes_room : count > at) return 0;
  errno = error;
  return 1;
}

#define REAL(type, name, ...) \
  static type (*real)(__VA_ARGS__); \
  if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)
#define IN(path) (control && is_inside(path))

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    REAL(int, #name, const char *, int, ...); \
    va_list list; \
    va_start(list, flags); \
    mode_t mode = va_arg(list, mode_t); \
    va_end(list); \
    if (IN(path) && fails(flags & O_CREAT)) return -1; \
    return real(path, flags, mode); \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
  int name(int at, const char *path, int flags, ...) { \
    REAL(int, #name, int, const char *, int, ...); \
    va_list list; \
    va_start(list, flags); \
    mode_t mode = va_arg(list, mode_t); \
    va_end(list); \
    if (IN(path) && fails(flags & O_CREAT)) return -1; \
    return real(at, path, flags, mode); \
  }
OPENAT(openat)
OPENAT(openat64)

FILE *fopen(const char *path, const char *mode) {
  REAL(FILE *, "fopen", const char *, const char *);
  if (IN(path) && fails(*mode != 'r')) return 0;
  return real(path, mode);
}
FILE *fopen64(const char *path, const char *mode) {
  REAL(FILE *, "fopen64", const char *, const char *);
  if (IN(path) && fails(*mode != 'r')) return 0;
  return real(path, mode);
}

/* A disk fills in the middle of what is written: the first such call writes a part. */
#define HALF(length) (control[1] == ENOSPC && control[2] + 1 == control[0] && (length) > 1 ? (length) / 2 : (length))

ssize_t write(int file, const void *bytes, size_t length) {
  REAL(ssize_t, "write", int, const void *, size_t);
  if (is_open_inside(file)) {
    size_t half = HALF(length);
    if (half < length) {
      __sync_add_and_fetch(&control[2], 1);
      return real(file, bytes, half);
    }
    if (fails(1)) return -1;
  }
  return real(file, bytes, length);
}

#define PWRITE(name, offset) \
  ssize_t name(int file, const void *bytes, size_t length, offset at) { \
    REAL(ssize_t, #name, int, const void *, size_t, offset); \
    if (is_open_inside(file) && fails(1)) return -1; \
    return real(file, bytes, length, at); \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t writev(int file, const struct iovec *parts, int count) {
  REAL(ssize_t, "writev", int, const struct iovec *, int);
  if (is_open_inside(file) && fails(1)) return -1;
  return real(file, parts, count);
}

#define PWRITEV(name, offset) \
  ssize_t name(int file, const struct iovec *parts, int count, offset at) { \
    REAL(ssize_t, #name, int, const struct iovec *, int, offset); \
    if (is_open_inside(file) && fails(1)) return -1; \
    return real(file, parts, count, at); \
  }
PWRITEV(pwritev, off_t)
PWRITEV(pwritev64, off64_t)

ssize_t read(int file, void *bytes, size_t length) {
  REAL(ssize_t, "read", int, void *, size_t);
  if (is_open_inside(file) && fails(0)) return -1;
  return real(file, bytes, length);
}

#define ON_FILE(name) \
  int name(int file) { \
    REAL(int, #name, int); \
    if (is_open_inside(file) && fails(0)) return -1; \
    return real(file); \
  }
ON_FILE(fsync)
ON_FILE(fdatasync)

#define TRUNCATE(name, offset) \
  int name(int file, offset length) { \
    REAL(int, #name, int, offset); \
    if (is_open_inside(file) && fails(1)) return -1; \
    return real(file, length); \
  }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

int rename(const char *from, const char *to) {
  REAL(int, "rename", const char *, const char *);
  if (IN(to) && fails(0)) return -1;
  return real(from, to);
}

#define ON_PATH(name) \
  int name(const char *path) { \
    REAL(int, #name, const char *); \
    if (IN(path) && fails(0)) return -1; \
    return real(path); \
  }
ON_PATH(unlink)
ON_PATH(rmdir)

int mkdir(const char *path, mode_t mode) {
  REAL(int, "mkdir", const char *, mode_t);
  if (IN(path) && fails(1)) return -1;
  return real(path, mode);
}

int chmod(const char *path, mode_t mode) {
  REAL(int, "chmod", const char *, mode_t);
  if (IN(path) && fails(0)) return -1;
  return real(path, mode);
}
