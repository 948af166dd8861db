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

class FailureLineTest {

  @Test
  void causesFollowTheirEffects() {
    assertThat(
            FailureLine.of(
                new BundleException(
                    "Activator start error in bundle x [7].",
                    new IllegalStateException("x.so: invalid filetype, only ELF64 supported"))))
        .isEqualTo(
            "Activator start error in bundle x [7]: x.so: invalid filetype, only ELF64 supported");
  }

  @Test
  void whatAnOuterMessageSaysIsNotRepeated() {
    assertThat(
            FailureLine.of(
                new BundleException(
                    "cannot read x.so: no such file", new FileNotFoundException("no such file"))))
        .isEqualTo("cannot read x.so: no such file");
  }

  @Test
  void aPathAloneIsNoReason() {
    assertThat(FailureLine.of(new AccessDeniedException("/state/in-use")))
        .isEqualTo("/state/in-use: permission denied");
    assertThat(FailureLine.of(new NoSuchFileException("/state")))
        .isEqualTo("/state: no such file or folder");
    assertThat(FailureLine.of(new FileSystemException("/state", null, "No space left on device")))
        .isEqualTo("/state: No space left on device");
  }

  @Test
  void theSameWordsWithOtherPunctuationAreNotRepeated() {
    assertThat(
            FailureLine.of(
                new BundleException(
                    "x.so: undefined symbol nope",
                    new IllegalStateException("x.so: x.so: undefined symbol: nope"))))
        .isEqualTo("x.so: undefined symbol nope");
  }

  @Test
  void aCauseThatAddsAWordIsTold() {
    assertThat(
            FailureLine.of(
                new BundleException(
                    "x.so: no room", new IllegalStateException("no room: 7 bytes"))))
        .isEqualTo("x.so: no room: no room: 7 bytes");
  }

  @Test
  void whatTheProjectItselfSaysNeedsNoCauses() {
    assertThat(
            FailureLine.of(
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
    assertThat(FailureLine.of(new InvocationTargetException(cause))).isEqualTo("x.so");
    assertThat(FailureLine.of(new ExecutionException(cause))).isEqualTo("x.so");
    assertThat(FailureLine.of(new RuntimeException(cause))).isEqualTo("x.so");
  }

  @Test
  void theFrameworksWordsOnAnInstallGiveWayToTheCause() {
    assertThat(
            FailureLine.of(
                new BundleException(
                    "Unable to cache bundle: elf:file:/x.so",
                    new FileNotFoundException("/x.so: no such file"))))
        .isEqualTo("/x.so: no such file");
  }

  @Test
  void aFailureWithoutAMessageIsNamed() {
    assertThat(FailureLine.of(new NullPointerException())).isEqualTo("NullPointerException");
  }

  @Test
  void messagesOfSeveralLinesBecomeOne() {
    assertThat(FailureLine.of(new IllegalStateException(" first\n  second\r\nthird ")))
        .isEqualTo("first second third");
  }
}
