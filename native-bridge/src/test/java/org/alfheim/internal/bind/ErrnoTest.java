package org.alfheim.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Check;
import org.alfheim.bind.Critical;
import org.alfheim.bind.Errno;
import org.alfheim.bind.ErrnoException;
import org.alfheim.bind.Failure;
import org.alfheim.bind.Handle;
import org.alfheim.bind.Name;
import org.alfheim.bind.OutResult;
import org.alfheim.bind.Releases;
import org.alfheim.bind.Unsigned;
import org.alfheim.bind.Variadic;
import org.alfheim.fixture.Compiler;
import org.alfheim.internal.process.libc.ErrorNumber;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a function says in errno, over the C library and over functions that set it. */
class ErrnoTest {
  private static final int ENOENT = 2;
  private static final int EBADF = 9;
  private static final int O_CREAT = 0x40;
  private static final int MAP_PRIVATE_ANONYMOUS = 0x22;

  private static DlopenedLibrary libc;
  private static DlopenedLibrary library;

  @BeforeAll
  static void compile(@TempDir Path folder) {
    libc = DlopenedLibrary.of("libc.so.6");
    library =
        DlopenedLibrary.of(
            new Compiler(folder)
                .c(
                    "liberrno.so",
                    """
                    #define _GNU_SOURCE
                    #include <errno.h>
                    #include <string.h>
                    int fail(int number) { errno = number; return number ? -1 : 7; }
                    long fail_wide(int number) { errno = number; return number ? -1 : 1L << 40; }
                    int fail_zero(int number) { errno = number; return number ? 0 : 1; }
                    int fail_code(int number) { errno = number; return number; }
                    void *fail_null(int number) { errno = number; return number ? 0 : &errno; }
                    int fail_out(int *out, int number) { errno = number; *out = 5; return number ? -1 : 0; }
                    int around(int number, int (*f)(void)) { f(); errno = number; return -1; }
                    const char *name_of(int number) { return strerrorname_np(number); }
                    const char *text_of(int number) { return strerror(number); }
                    """));
  }

  interface File extends Handle {}

  interface Libc {
    @Errno
    int open(String path, int flags, @Variadic int mode);

    @Errno
    void close(int descriptor);

    @Errno(Failure.NULL)
    File fopen(String path, String mode);

    @Releases
    @Errno
    int fclose(File file);

    @Errno
    MemorySegment mmap(
        MemorySegment address, long length, int protection, int flags, int file, long offset);
  }

  @Test
  void aFailureOfTheCLibraryIsAnExceptionWithItsName() {
    Libc bound = Contract.bind(Libc.class, libc);

    assertThatExceptionOfType(ErrnoException.class)
        .isThrownBy(() -> bound.open("/no/such/file", 0, 0))
        .withMessage("open: ENOENT (2), No such file or directory")
        .satisfies(failed -> {
          assertThat(failed.function()).isEqualTo("open");
          assertThat(failed.number()).isEqualTo(ENOENT);
          assertThat(failed.name()).isEqualTo("ENOENT");
          assertThat(failed.text()).isEqualTo("No such file or directory");
        });
    assertThatExceptionOfType(ErrnoException.class)
        .isThrownBy(() -> bound.close(-1))
        .satisfies(failed -> assertThat(failed.number()).isEqualTo(EBADF));
    int descriptor = bound.open("/dev/null", 0, 0);
    assertThat(descriptor).isNotNegative();
    bound.close(descriptor);
  }

  @Test
  @SuppressWarnings("try")
  void aHandleThatIsNullSaysWhy() {
    Libc bound = Contract.bind(Libc.class, libc);

    assertThatExceptionOfType(ErrnoException.class)
        .isThrownBy(() -> bound.fopen("/no/such/file", "r"))
        .withMessageStartingWith("fopen: ENOENT");
    try (File file = bound.fopen("/dev/null", "r")) {
      assertThat(file.address().address()).isNotZero();
    }
  }

  @Test
  void aPointerOfMinusOneIsAFailure() {
    Libc bound = Contract.bind(Libc.class, libc);

    assertThatExceptionOfType(ErrnoException.class)
        .isThrownBy(() -> bound.mmap(MemorySegment.NULL, 0, 0, MAP_PRIVATE_ANONYMOUS, -1, 0))
        .withMessageStartingWith("mmap: EINVAL");
  }

  interface Action {
    int run();
  }

  interface Failing {
    @Errno
    int fail(int number);

    @Name("fail_wide")
    @Errno
    long wide(int number);

    @Name("fail_zero")
    @Errno(Failure.ZERO)
    int zero(int number);

    @Name("fail_code")
    @Errno(Failure.NON_ZERO)
    int code(int number);

    @Name("fail_null")
    @Errno(Failure.NULL)
    MemorySegment pointer(int number);

    @Name("fail_null")
    @Errno(Failure.NULL)
    void nothing(int number);

    @Name("fail_out")
    @Errno
    @OutResult(1)
    @Unsigned
    long out(int number);

    @Errno
    int around(int number, Action action);

    @Name("name_of")
    String nameOf(int number);

    @Name("text_of")
    String textOf(int number);
  }

  @Test
  void theResultSaysWhetherErrnoCounts() {
    Failing failing = Contract.bind(Failing.class, library);

    assertThat(failing.fail(0)).isEqualTo(7);
    assertThat(failing.wide(0)).isEqualTo(1L << 40);
    assertThat(failing.zero(0)).isEqualTo(1);
    assertThat(failing.code(0)).isZero();
    assertThat(failing.pointer(0).address()).isNotZero();
    failing.nothing(0);
    assertThat(failing.out(0)).isEqualTo(5);
    fails(() -> failing.fail(11), 11);
    fails(() -> failing.wide(12), 12);
    fails(() -> failing.zero(13), 13);
    fails(() -> failing.code(14), 14);
    fails(() -> failing.pointer(15), 15);
    fails(() -> failing.nothing(16), 16);
    fails(() -> failing.out(17), 17);
  }

  private static void fails(Runnable call, int number) {
    assertThatExceptionOfType(ErrnoException.class)
        .isThrownBy(call::run)
        .satisfies(failed -> assertThat(failed.number()).isEqualTo(number));
  }

  @Test
  void aCallWithinACallbackLeavesTheOuterErrnoAlone() {
    Failing failing = Contract.bind(Failing.class, library);

    fails(
        () ->
            failing.around(
                22,
                () -> {
                  fails(() -> failing.fail(33), 33);
                  return 0;
                }),
        22);
  }

  @Test
  void threadsHaveTheirOwn() throws Exception {
    Failing failing = Contract.bind(Failing.class, library);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<?>[] calls = new CompletableFuture<?>[64];
      for (int i = 0; i < calls.length; i++) {
        int number = i + 1;
        calls[i] =
            CompletableFuture.runAsync(
                () -> {
                  for (int round = 0; round < 100; round++) {
                    fails(() -> failing.fail(number), number);
                  }
                },
                threads);
      }
      CompletableFuture.allOf(calls).get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void namesAndTextsAreThoseOfTheCLibrary() {
    Failing failing = Contract.bind(Failing.class, library);

    for (int number = 1; number < 140; number++) {
      String name = failing.nameOf(number);
      assertThat(ErrorNumber.nameOf(number)).isEqualTo(name == null ? "errno " + number : name);
      assertThat(ErrorNumber.textOf(number)).isEqualTo(failing.textOf(number));
    }
    assertThat(ErrorNumber.nameOf(-1)).isEqualTo("errno -1");
  }

  interface Opens {
    @Errno
    int open(String path, int flags, @Variadic Object... mode);
  }

  interface InPlace {
    @Name("fail")
    @Errno
    @Critical
    int critical(int number);

    @Name("fail_out")
    @Errno
    @Critical
    @OutResult(1)
    int criticalOut(int number);
  }

  @Test
  void errnoIsReadBesideOtherAnnotations() {
    Opens opens = Contract.bind(Opens.class, libc);
    InPlace inPlace = Contract.bind(InPlace.class, library);

    fails(() -> opens.open("/no/such/file", 0), ENOENT);
    fails(() -> opens.open("/no/such/folder/file", O_CREAT, 0x180), ENOENT);
    assertThat(inPlace.critical(0)).isEqualTo(7);
    assertThat(inPlace.criticalOut(0)).isEqualTo(5);
    fails(() -> inPlace.critical(18), 18);
    fails(() -> inPlace.criticalOut(19), 19);
  }

  interface Both {
    @Errno
    @Check
    int fail(int number);
  }

  interface OfADouble {
    @Errno
    double fail(int number);
  }

  @Test
  void whatCantTellAFailureIsRefusedWhenItIsBound() {
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> Contract.bind(Both.class, library))
        .withMessageContaining("by @Check or by @Errno, not by both");
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> Contract.bind(OfADouble.class, library))
        .withMessageContaining("@Errno needs an integer or a pointer");
  }
}
