package org.alfheim.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleException;

class ReasonTest {

  @Test
  void causesFollowTheirEffects() {
    assertThat(
            Reason.of(
                new BundleException(
                    "Activator start error in bundle x [7].",
                    new IllegalStateException("x.so: invalid filetype, only ELF64 supported"))))
        .isEqualTo(
            "Activator start error in bundle x [7]: x.so: invalid filetype, only ELF64 supported");
  }

  @Test
  void whatAnOuterMessageSaysIsNotRepeated() {
    assertThat(
            Reason.of(
                new BundleException(
                    "cannot read x.so: no such file", new FileNotFoundException("no such file"))))
        .isEqualTo("cannot read x.so: no such file");
  }

  @Test
  void aPathAloneIsNoReason() {
    assertThat(Reason.of(new AccessDeniedException("/state/in-use")))
        .isEqualTo("/state/in-use: permission denied");
    assertThat(Reason.of(new NoSuchFileException("/state")))
        .isEqualTo("/state: no such file or folder");
    assertThat(Reason.of(new FileSystemException("/state", null, "No space left on device")))
        .isEqualTo("/state: No space left on device");
  }

  @Test
  void theSameWordsWithOtherPunctuationAreNotRepeated() {
    assertThat(
            Reason.of(
                new BundleException(
                    "x.so: undefined symbol nope",
                    new IllegalStateException("x.so: x.so: undefined symbol: nope"))))
        .isEqualTo("x.so: undefined symbol nope");
  }

  @Test
  void aCauseThatAddsAWordIsTold() {
    assertThat(
            Reason.of(
                new BundleException(
                    "x.so: no room", new IllegalStateException("no room: 7 bytes"))))
        .isEqualTo("x.so: no room: no room: 7 bytes");
  }

  @Test
  void whatTheProjectItselfSaysNeedsNoCauses() {
    assertThat(
            Reason.of(
                new BundleException(
                    "Activator start error in bundle x [7].",
                    new Refusal(
                        "x.so: the library y.so is not found; install it",
                        new IllegalStateException(
                            "y.so: cannot open shared object file: No such file or directory")))))
        .isEqualTo(
            "Activator start error in bundle x [7]: x.so: the library y.so is not found; install it");
  }

  /** As the loader throws. */
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refusal(String message, Throwable cause) {
      super(message, cause);
    }
  }

  @Test
  void wrappersWithNothingToSayAreLeftOut() {
    FileNotFoundException cause = new FileNotFoundException("x.so");
    assertThat(Reason.of(new InvocationTargetException(cause))).isEqualTo("x.so");
    assertThat(Reason.of(new ExecutionException(cause))).isEqualTo("x.so");
    assertThat(Reason.of(new RuntimeException(cause))).isEqualTo("x.so");
  }

  @Test
  void theFrameworksWordsOnAnInstallGiveWayToTheCause() {
    assertThat(
            Reason.of(
                new BundleException(
                    "Unable to cache bundle: elf:file:/x.so",
                    new FileNotFoundException("/x.so: no such file"))))
        .isEqualTo("/x.so: no such file");
  }

  @Test
  void aFailureWithoutAMessageIsNamed() {
    assertThat(Reason.of(new NullPointerException())).isEqualTo("NullPointerException");
  }

  @Test
  void messagesOfSeveralLinesBecomeOne() {
    assertThat(Reason.of(new IllegalStateException(" first\n  second\r\nthird ")))
        .isEqualTo("first second third");
  }
}
