package org.alfheim.internal.bind.check;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.TypeCheck;
import org.alfheim.bind.TypeMismatchException;
import org.alfheim.internal.bind.marshal.MethodParts;
import org.alfheim.internal.bind.marshal.Target;
import org.alfheim.types.KnownType;

/** What contradicts a contract, method by method, and where that is known from. */
public final class Contradictions {
  private final Class<?> contract;
  private final HandleMeanings handles = new HandleMeanings();
  private final List<String> lines = new ArrayList<>();
  private final Set<String> origins = new LinkedHashSet<>();

  /** What nothing contradicts, wherever it stands. */
  private final Set<MethodParts.Part> agreeing = new HashSet<>();

  /** Nothing contradicts it yet. */
  public Contradictions(Class<?> contract) {
    this.contract = contract;
  }

  /**
   * Holds a method against what is known of its symbol.
   *
   * @return whether nothing contradicts it, as far as it alone goes
   */
  public boolean see(Method method, Target target) {
    return see(method, target, Optional.empty());
  }

  /**
   * The same of a method whose parts may have been seen.
   *
   * @param parts what it is made of; empty if it has to be looked at as a whole
   */
  public boolean see(Method method, Target target, Optional<MethodParts> parts) {
    Optional<KnownType> known = target.knownType();
    boolean apart = parts.isPresent() && known.isPresent() && !target.typesWaived();
    if (apart && agreeing.containsAll(parts.get().parts())) {
      return true;
    }
    List<String> own = TypeAssertion.contradictions(contract, method, target);
    int before = handles.contradictions().size();
    handles.see(contract, method, target);
    lines.addAll(own);
    if (!own.isEmpty() || handles.contradictions().size() > before) {
      known.map(KnownType::origin).ifPresent(origins::add);
    } else if (apart && TypeAssertion.mode(contract, method) != TypeCheck.Mode.WAIVED) {
      agreeing.addAll(parts.get().parts());
    }
    return own.isEmpty();
  }

  /** A line for each; those of handles, which several methods make together, come last. */
  public List<String> lines() {
    List<String> all = new ArrayList<>(lines);
    all.addAll(handles.contradictions());
    return all;
  }

  /**
   * Refuses the contract, unless nothing contradicts it.
   *
   * @param image the image's name
   * @throws TypeMismatchException if something does
   */
  public void refuse(String image) {
    refuse(image, List.of());
  }

  /**
   * The same with what else was refused of it, which is told together with what contradicts it.
   *
   * @param image the image's name
   * @param refused why methods do not fit
   * @throws TypeMismatchException if something contradicts it
   * @throws BindingException if a method does not fit
   */
  public void refuse(String image, List<BindingException> refused) {
    List<String> all = lines();
    boolean contradicted = !all.isEmpty();
    // Several methods may have the same structure, and the same is wrong with it.
    refused.stream().map(BindingException::getMessage).distinct().forEach(all::add);
    if (!contradicted && all.size() == 1) {
      throw refused.getFirst();
    }
    if (!contradicted && !all.isEmpty()) {
      throw new BindingException(
          contract.getName()
              + " does not fit "
              + image
              + ", "
              + all.size()
              + " times:\n  "
              + String.join("\n  ", all));
    }
    if (!all.isEmpty()) {
      throw new TypeMismatchException(
          contract.getName()
              + " contradicts what is known of "
              + image
              + (origins.isEmpty() ? "" : " from " + String.join(" and ", origins))
              + (all.size() == 1 ? ": " : ", " + all.size() + " times:\n  ")
              + String.join("\n  ", all),
          all);
    }
  }
}
