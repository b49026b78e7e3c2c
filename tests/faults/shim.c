/*
 * Faults of the disk, on purpose: loaded before libc, it counts the file operations on one ledger, and at the nth
 * ends the process, lets the call fail, or writes a part of what it was given.
 *
 *   FAULT_PATH   counts operations on files whose names begin with this
 *   FAULT_AT     the number of the operation, from 1; 0 only counts
 *   FAULT_KIND   kill, fail or short
 *   FAULT_ERRNO  with fail: the number of the error
 *   FAULT_STICKY with fail: every later operation that needs the disk fails too
 *   FAULT_COUNT  a file that gets the number of operations when the process ends
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
#include <sys/stat.h>
#include <unistd.h>

#define FILES 4096
static char watched[FILES];
static long operations;

static long number(const char *name) {
  const char *text = getenv(name);
  return text == NULL ? 0 : atol(text);
}

static int is_ours(const char *path) {
  const char *prefix = getenv("FAULT_PATH");
  return prefix != NULL && path != NULL && strncmp(path, prefix, strlen(prefix)) == 0;
}

enum outcome { PASS, FAIL, SHORT };

/* Counts an operation, and says what becomes of it. */
static enum outcome step(void) {
  const char *kind = getenv("FAULT_KIND");
  long at = number("FAULT_AT");
  long now = __atomic_add_fetch(&operations, 1, __ATOMIC_SEQ_CST);
  if (at == 0 || kind == NULL || now < at) return PASS;
  if (now > at && !(number("FAULT_STICKY") && strcmp(kind, "fail") == 0)) return PASS;
  if (strcmp(kind, "kill") == 0) kill(getpid(), SIGKILL);
  if (strcmp(kind, "short") == 0) return SHORT;
  errno = (int)number("FAULT_ERRNO");
  return FAIL;
}

#define REAL(type, name, ...) \
  static type (*real)(__VA_ARGS__); \
  if (real == NULL) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static int opened(int file, const char *path) {
  if (file >= 0 && file < FILES) watched[file] = (char)is_ours(path);
  return file;
}

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    REAL(int, #name, const char *, int, ...); \
    mode_t mode = 0; \
    if (flags & O_CREAT) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); } \
    /* Only what may make a file needs the disk; one that is there is opened whatever the disk says. */ \
    if (is_ours(path) && (flags & O_CREAT) && step() == FAIL && access(path, F_OK) != 0) { \
      errno = (int)number("FAULT_ERRNO"); \
      return -1; \
    } \
    return opened(real(path, flags, mode), path); \
  }
OPEN(open)
OPEN(open64)

int close(int file) {
  REAL(int, "close", int);
  if (file >= 0 && file < FILES) watched[file] = 0;
  return real(file);
}

static int is_watched(int file) { return file >= 0 && file < FILES && watched[file]; }

#define WRITE(name, offset_type) \
  ssize_t name(int file, const void *bytes, size_t size, offset_type offset) { \
    REAL(ssize_t, #name, int, const void *, size_t, offset_type); \
    enum outcome outcome = is_watched(file) ? step() : PASS; \
    if (outcome == FAIL) return -1; \
    return real(file, bytes, outcome == SHORT && size > 1 ? size / 2 : size, offset); \
  }
WRITE(pwrite, off_t)
WRITE(pwrite64, off64_t)

ssize_t write(int file, const void *bytes, size_t size) {
  REAL(ssize_t, "write", int, const void *, size_t);
  enum outcome outcome = is_watched(file) ? step() : PASS;
  if (outcome == FAIL) return -1;
  return real(file, bytes, outcome == SHORT && size > 1 ? size / 2 : size);
}

#define ON_FILE(name) \
  int name(int file) { \
    REAL(int, #name, int); \
    return is_watched(file) && step() == FAIL ? -1 : real(file); \
  }
ON_FILE(fsync)
ON_FILE(fdatasync)

#define TRUNCATE(name, size_type) \
  int name(int file, size_type size) { \
    REAL(int, #name, int, size_type); \
    return is_watched(file) && step() == FAIL ? -1 : real(file, size); \
  }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

int unlink(const char *path) {
  REAL(int, "unlink", const char *);
  return is_ours(path) && step() == FAIL ? -1 : real(path);
}

__attribute__((destructor)) static void report(void) {
  const char *path = getenv("FAULT_COUNT");
  FILE *file = path == NULL ? NULL : fopen(path, "w");
  if (file == NULL) return;
  fprintf(file, "%ld", operations);
  fclose(file);
}
