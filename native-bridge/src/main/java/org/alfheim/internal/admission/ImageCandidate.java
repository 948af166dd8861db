package org.alfheim.internal.admission;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.SymbolTable;
import org.alfheim.internal.plan.References;
import org.alfheim.internal.plan.Scope;
import org.alfheim.plugin.Provenance;
import org.alfheim.plugin.admission.Candidate;

/** An image that has been read and checked, and asks to be opened. */
final class ImageCandidate implements Candidate {
  private final Role role;
  private final SharedObject image;
  private final Content content;
  private final Optional<Path> file;
  private final Optional<Provenance> provenance;
  private final Scope before;

  /**
   * A candidate.
   *
   * @param before the objects in which its references are looked up before it is
   */
  ImageCandidate(
      Role role,
      SharedObject image,
      Content content,
      Optional<Path> file,
      Optional<Provenance> provenance,
      Scope before) {
    this.role = role;
    this.image = image;
    this.content = content;
    this.file = file;
    this.provenance = provenance;
    this.before = before;
  }

  @Override
  public Role role() {
    return role;
  }

  @Override
  public String name() {
    return image.name();
  }

  @Override
  public Optional<Path> file() {
    return file;
  }

  @Override
  public List<Part> objects() {
    return content.objects().stream()
        .map(object -> new Part(object.name(), object.path(), object.bytes()))
        .toList();
  }

  @Override
  public Optional<Provenance> provenance() {
    return provenance;
  }

  @Override
  public Optional<String> soname() {
    return image.soname();
  }

  @Override
  public SortedSet<String> imports() {
    return References.imports(image, before);
  }

  /** Whether the image has a symbol of a name, local ones left out. */
  boolean names(String symbol) {
    SymbolTable symbols = image.symbols();
    for (int i = 1; i < symbols.count(); i++) {
      if (symbols.named(i, symbol) && !symbols.local(i)) {
        return true;
      }
    }
    return false;
  }

  /**
   * A type of relocation, among those of a library, that binds a reference in a form which {@link
   * org.alfheim.internal.amd64.Rebinder} does not follow. The loader's own plugins have none.
   */
  Optional<String> untraceable() {
    return role == Role.PLUGIN ? Optional.empty() : References.untraceable(image);
  }

  @Override
  public MemorySegment content() {
    return content.bytes();
  }

  @Override
  public String sha256() {
    return new Part(name(), file, content()).sha256();
  }
}
