package org.alfheim.plugins.checksum.internal;

import java.nio.charset.StandardCharsets;
import org.alfheim.plugins.checksum.Checksum;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code checksum:crc32 TEXT} in the shell. */
@Component(
    service = ChecksumCommand.class,
    property = {"osgi.command.scope=checksum", "osgi.command.function=crc32"})
public final class ChecksumCommand {
  private final Checksum checksum;

  /**
   * For the runtime of Declarative Services.
   *
   * @param checksum what computes
   */
  @Activate
  public ChecksumCommand(@Reference Checksum checksum) {
    this.checksum = checksum;
  }

  /**
   * The command.
   *
   * @param text a text
   * @return the CRC-32 of its bytes in UTF-8, eight hexadecimal digits
   */
  public String crc32(String text) {
    return "%08x".formatted(checksum.crc32(text.getBytes(StandardCharsets.UTF_8)));
  }
}
