package org.alfheim.container.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordTest {
  @TempDir private Path folder;

  private Password in(Path file, String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    return Password.find(Optional.of(file), null, Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"rw-r-----", "rw----r--", "rw-r--r--", "rw--w----", "rw-----w-", "r--r--r--"})
  void aFileThatOthersGetAtIsTold(String permissions) throws IOException {
    Path file = Files.writeString(folder.resolve("password"), "long enough");
    assertThat(in(file, permissions).exposure())
        .hasValueSatisfying(
            line -> assertThat(line).contains(file.toString(), permissions, "chmod 600"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "r--------"})
  void aFileOfItsOwnersAloneIsNot(String permissions) throws IOException {
    Path file = Files.writeString(folder.resolve("password"), "long enough\n");
    Password password = in(file, permissions);
    assertThat(password.exposure()).isEmpty();
    assertThat(password.text()).isEqualTo("long enough");
  }

  @Test
  void oneThatIsMadeIsKeptWhereNobodyElseReadsIt() throws IOException {
    Password made = Password.find(Optional.empty(), null, Optional.of(folder));
    Password kept = Password.find(Optional.empty(), null, Optional.of(folder));
    assertThat(kept.text()).isEqualTo(made.text());
    assertThat(kept.exposure()).isEmpty();
  }

  @Test
  void oneThatIsShortIsRefused() throws IOException {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Password.find(Optional.empty(), "7letter", Optional.empty()))
        .withMessageContaining("shorter than 8");
    assertThat(Password.find(Optional.empty(), "8letters", Optional.empty()).text())
        .isEqualTo("8letters");
  }

  /** By sha256sum. */
  @Test
  void itsDigestIsThatOfItsBytesInUtf8() throws IOException {
    assertThat(Password.find(Optional.empty(), "Gr\u00fc\u00dfe, Welt", Optional.empty()).hashed())
        .isEqualTo("{sha-256}ReZKdTOykpN/EpNPdzHkZHBfxkUsGgwjNmwhv5h7FdQ=");
  }
}
