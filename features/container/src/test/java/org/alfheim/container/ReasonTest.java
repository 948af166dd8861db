package org.alfheim.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.lang.reflect.InvocationTargetException;
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
