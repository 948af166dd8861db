/*
 * Says who has ended the process: a plugin that calls abort() or exit() leaves no crash report, since that is no
 * crash to the JVM. Writes to the standard error which function of which image called, and who called that.
 *
 * Java's own end goes the same ways, and is silent: there the caller is the JVM.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <execinfo.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FRAMES = 64 };

static struct sigaction before;

/* Where an image begins in memory; 0 for code of no image, which is Java's. */
static const void *image_of(const void *pc, Dl_info *info) {
  return dladdr(pc, info) ? info->dli_fbase : 0;
}

static const char *file_of(const Dl_info *info) {
  const char *slash = info->dli_fname ? strrchr(info->dli_fname, '/') : 0;
  return slash ? slash + 1 : info->dli_fname ? info->dli_fname : "?";
}

static void place(char *text, size_t size, const void *pc, const Dl_info *info) {
  const char *file = file_of(info);
  /* An image of a bundle has its digest in its name. */
  int length = (int)strcspn(file, "#");
  size_t offset = (size_t)((const char *)pc - (const char *)info->dli_fbase);
  if (info->dli_sname) {
    size_t within = (size_t)((const char *)pc - (const char *)info->dli_saddr);
    snprintf(text, size, "%s+0x%zx (%.*s+0x%zx)", info->dli_sname, within, length, file, offset);
  } else {
    snprintf(text, size, "%.*s+0x%zx", length, file, offset);
  }
}

static void tell(const char *what) {
  void *pcs[FRAMES];
  int count = backtrace(pcs, FRAMES);
  char text[1024], line[1200];
  Dl_info info, here, libc;
  const void *mine = image_of((const void *)tell, &here);
  const void *c = image_of((const void *)raise, &libc);
  int told = 0;
  for (int i = 0; i < count; i++) {
    /* A function that does not return may be the last thing its caller does: the call lies before the address. */
    const void *image = image_of((const char *)pcs[i] - 1, &info);
    if (!image) {
      break;
    }
    if (!told && (image == mine || image == c)) {
      continue;
    }
    if (!told && (!strcmp(file_of(&info), "libjvm.so") || !strcmp(file_of(&info), "libjli.so"))) {
      return;
    }
    place(text, sizeof text, pcs[i], &info);
    int length = told ? snprintf(line, sizeof line, "  called by %s\n", text)
                      : snprintf(line, sizeof line, "alfheim: %s called by %s\n", what, text);
    if (write(STDERR_FILENO, line, (size_t)length) < 0) {
      return;
    }
    told = 1;
  }
}

static void aborted(int signal, siginfo_t *info, void *context) {
  (void)info;
  (void)context;
  sigaction(signal, &before, 0);
  if (info->si_code == SI_TKILL && info->si_pid == getpid()) {
    tell("abort()");
  }
  raise(signal);
}

static void exiting(int status, void *unused) {
  char what[32];
  (void)unused;
  snprintf(what, sizeof what, "exit(%d)", status);
  tell(what);
}

__attribute__((constructor)) static void listen(void) {
  struct sigaction action = {.sa_sigaction = aborted, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER};
  void *pc;
  /* The first call loads what it needs: not when it is too late. */
  backtrace(&pc, 1);
  sigemptyset(&action.sa_mask);
  sigaction(SIGABRT, &action, &before);
  on_exit(exiting, 0);
}
