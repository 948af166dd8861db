package org.alfheim.itests.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.BindMode;

/**
 * A container whose clock jumps: the C library's clock of the day is shifted by what a mapped file
 * says, and what measures time that passes is left alone, as the kernel leaves it. The machine's
 * own clock is other people's, too.
 */
@NeedsEngine
class ClockTest {

  private static final long DAY = 86_400;

  private static final String SHIFTED_CLOCK =
      """
      #define _GNU_SOURCE
      #include <fcntl.h>
      #include <sys/mman.h>
      #include <sys/syscall.h>
      #include <sys/time.h>
      #include <time.h>
      #include <unistd.h>
      static const volatile long long *shift;
      __attribute__((constructor)) static void map(void) {
        int file = open("/clock/shift", O_RDONLY);
        void *address = mmap(0, sizeof *shift, PROT_READ, MAP_SHARED, file, 0);
        close(file);
        if (address != MAP_FAILED) shift = address;
      }
      int clock_gettime(clockid_t clock, struct timespec *now) {
        int result = (int) syscall(SYS_clock_gettime, clock, now);
        if (!result && shift && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += *shift;
        return result;
      }
      int gettimeofday(struct timeval *now, void *zone) {
        struct timespec precise;
        (void) zone;
        int result = clock_gettime(CLOCK_REALTIME, &precise);
        now->tv_sec = precise.tv_sec;
        now->tv_usec = precise.tv_nsec / 1000;
        return result;
      }
      time_t time(time_t *now) {
        struct timespec precise;
        clock_gettime(CLOCK_REALTIME, &precise);
        if (now) *now = precise.tv_sec;
        return precise.tv_sec;
      }
      """;

  @TempDir Path temporary;

  @Test
  void nothingStopsWhenTheClockJumps() throws Exception {
    Path folder = Plugins.folder(temporary, "plugins");
    Path clock = Plugins.folder(temporary, "clock");
    Plugins.compile(clock.resolve("clock.so"), SHIFTED_CLOCK);
    set(clock, 0);
    try (Product product =
        Product.deploying(folder)
            .withFileSystemBind(clock.toString(), "/clock", BindMode.READ_ONLY)
            .withEnv("LD_PRELOAD", "/clock/clock.so")) {
      product.start();
      for (int days : new int[] {40, -40, 0}) {
        set(clock, days * DAY);
        assertThat(product.clock() - Instant.now().getEpochSecond())
            .isCloseTo(days * DAY, within(60L));
        String name = "after" + Math.floorMod(days, 100);
        Plugins.compile(
            folder.resolve(name + ".so"), "int after(void) { return %d; }".formatted(days));
        product.until("plugin:list", list -> list.contains(name));
        assertThat(product.ask("plugin:call %s 'int after(void)'".formatted(name)))
            .isEqualTo(Integer.toString(days));
        Files.delete(folder.resolve(name + ".so"));
        product.until("plugin:list", list -> !list.contains(name));
        assertThat(product.works()).isTrue();
      }
      product.getDockerClient().stopContainerCmd(product.getContainerId()).withTimeout(30).exec();
      assertThat(product.state().getExitCodeLong()).isEqualTo(143);
    }
  }

  /** Writes into the file, which stays the same: it is mapped. */
  private static void set(Path clock, long seconds) throws IOException {
    Path file = clock.resolve("shift");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.write(
          ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, seconds), 0);
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
  }
}
