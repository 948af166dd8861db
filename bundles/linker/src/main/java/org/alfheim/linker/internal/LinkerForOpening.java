package org.alfheim.linker.internal;

import java.util.List;
import org.alfheim.elf.ElfException;
import org.alfheim.internal.objects.ObjectLinker;
import org.alfheim.linker.LinkOptions;
import org.alfheim.linker.LinkReport;
import org.alfheim.linker.LinkedImage;
import org.alfheim.linker.Linker;
import org.alfheim.linker.object.LinkException;

/** This linker for who opens objects: the native bridge finds it as a service of Java's. */
public final class LinkerForOpening implements ObjectLinker {
  /** Made by the service loader. */
  public LinkerForOpening() {}

  @Override
  public void follow(Input input) {
    Linker.follow(converted(input));
  }

  private static org.alfheim.linker.object.Input converted(Input file) {
    return new org.alfheim.linker.object.Input(file.name(), file.bytes(), file.neighbour());
  }

  @Override
  public Linked link(Request request) {
    List<org.alfheim.linker.object.Input> parts =
        request.inputs().stream().map(LinkerForOpening::converted).toList();
    LinkOptions options =
        new LinkOptions(
                request.soname(),
                request.referred() ? LinkOptions.Members.REFERRED : LinkOptions.Members.ALL,
                request.needed(),
                request.libraries(),
                request.symbolic(),
                true)
            .withOthers(request.others());
    try {
      LinkedImage image = Linker.link(parts, options);
      LinkReport report = image.report();
      return new Linked(image.bytes(), report.objects(), report.unknown(), report.warnings());
    } catch (LinkException refused) {
      throw new ElfException(refused.where(), "objects", -1, refused.problem(), refused.cure());
    }
  }
}
