package org.alfheim.container.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StopAtExitTest {

  @Test
  void whoComesAfterTheEndHasBegunCleansUpAndGoesNoFurther() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Ending.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).isEqualTo("cleaned up\n");
    assertThat(process.waitFor()).isEqualTo(143);
  }

  /** As if a signal had come before the first hook was there. */
  static final class Ending {
    public static void main(String[] words) throws InterruptedException {
      CountDownLatch begun = new CountDownLatch(1);
      CountDownLatch over = new CountDownLatch(1);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(() -> {
                begun.countDown();
                try {
                  over.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              }));
      new Thread(() -> System.exit(143)).start();
      begun.await();
      StopAtExit.beforeTheEnd(
          "cleaner",
          () -> {
            System.out.println("cleaned up");
            over.countDown();
          });
      System.out.println("went on");
    }
  }
}
