package org.alfheim.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.BundleException;

/** The failures are the kernel's own, as far as one can have them without filling a disk. */
class HindranceTest {
  @TempDir private Path folder;

  private static IOException thrownBy(ThrowingCallable act) {
    return catchThrowableOfType(IOException.class, act);
  }

  @Test
  void aFullDeviceIsWantOfRoomHoweverItIsWritten() {
    IOException stream =
        thrownBy(() -> {
          try (OutputStream full = new FileOutputStream("/dev/full")) {
            full.write(1);
          }
        });
    IOException channel = thrownBy(() -> Files.write(Path.of("/dev/full"), new byte[] {1}));
    IOException copy =
        thrownBy(() -> {
          try (InputStream zeros = new FileInputStream("/dev/zero");
              OutputStream full = Files.newOutputStream(Path.of("/dev/full"))) {
            zeros.transferTo(full);
          }
        });

    assertThat(stream).hasMessage("No space left on device");
    for (IOException full : new IOException[] {stream, channel, copy}) {
      assertThat(Hindrance.of(full, false)).contains(Hindrance.WANT_OF_ROOM);
      assertThat(Hindrance.of(new BundleException("not stored", full), false))
          .contains(Hindrance.WANT_OF_ROOM);
    }
  }

  /** Inodes and quotas: opening a file fails, and the message is put together by Java. */
  @ParameterizedTest
  @ValueSource(strings = {"No space left on device", "Disk quota exceeded"})
  void aFileThatCanNotBeMadeForWantOfRoomIsSuch(String reason) {
    assertThat(Hindrance.of(new FileSystemException("bundle.jar", null, reason), false))
        .contains(Hindrance.WANT_OF_ROOM);
    assertThat(Hindrance.of(new IOException("bundle.jar (" + reason + ")"), false))
        .contains(Hindrance.WANT_OF_ROOM);
  }

  @Test
  void anotherFailureOfADeviceIsNoWantOfRoom() {
    IOException failed = thrownBy(() -> Files.readAllBytes(Path.of("/proc/self/mem")));

    assertThat(failed).hasMessage("Input/output error");
    assertThat(Hindrance.of(failed, false)).contains(Hindrance.INPUT_OUTPUT);
  }

  /** In another language a full disk has another message. */
  @Test
  void aMessageThatIsNotKnownIsWantOfRoomWhereThatIsShort() {
    IOException foreign = new IOException("Auf dem Gerät ist kein Speicherplatz mehr verfügbar");

    assertThat(Hindrance.of(foreign, true)).contains(Hindrance.WANT_OF_ROOM);
    assertThat(Hindrance.of(foreign, false)).contains(Hindrance.INPUT_OUTPUT);
  }

  @Test
  void aFileThatIsGoneIsNoWantOfRoomHoweverLittleThereIs() {
    Path gone = folder.resolve("No space left on device");

    for (IOException failed :
        new IOException[] {
          thrownBy(() -> Files.readAllBytes(gone)),
          thrownBy(() -> new FileInputStream(gone.toFile()).close())
        }) {
      assertThat(Hindrance.of(failed, true)).contains(Hindrance.INPUT_OUTPUT);
    }
  }

  @Test
  void whatIsWrongWithTheFileItselfIsNoHindrance() {
    assertThat(Hindrance.of(new BundleException("x", new ZipException("no END header")), true))
        .isEmpty();
    assertThat(Hindrance.of(new BundleException("x"), true)).isEmpty();
  }
}
