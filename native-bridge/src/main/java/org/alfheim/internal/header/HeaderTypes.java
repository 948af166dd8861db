package org.alfheim.internal.header;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import org.alfheim.internal.btf.BtfWriter;
import org.alfheim.internal.btf.TypedSymbol;
import org.alfheim.internal.dwarf.DwarfTypes;
import org.alfheim.internal.dwarf.section.Companions;
import org.alfheim.internal.header.DeclarationScanner.Declared;
import org.alfheim.internal.header.PreprocessedTokens.Token;
import org.alfheim.internal.typing.SymbolTypes;
import org.alfheim.internal.typing.SymbolTypes.SymbolPlace;
import org.alfheim.types.CType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.Parameter;
import org.alfheim.types.PointerType;
import org.alfheim.types.SourcePosition;

/**
 * What headers say of the symbols of an image, by the word of a C compiler.
 *
 * @param symbols the symbols that the headers declare and the compiler has proved, by name
 * @param constants what the library's macros without parameters, and its enumerators, stand for, if
 *     that is a constant, by name
 * @param unproved the symbols that they declare, and that could not be proved, each with the reason
 * @param places where the headers declare what is no symbol: {@code struct tm}, {@code z_stream},
 *     {@code z_stream.next_in}, {@code Z_OK}
 */
public record HeaderTypes(
    List<TypedSymbol> symbols,
    List<Constant> constants,
    Map<String, String> unproved,
    Map<String, SourcePosition> places) {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String STUB = "stub.c";

  /** Copies the lists. */
  public HeaderTypes {
    symbols = List.copyOf(symbols);
    constants = List.copyOf(constants);
    unproved = Map.copyOf(unproved);
    places = Map.copyOf(places);
  }

  /**
   * Asks a compiler.
   *
   * @throws HeaderTypesException if the compiler can't be run or takes longer than two minutes, if
   *     a header is not there or has an error, or if the headers declare none of the names
   */
  public static HeaderTypes read(HeaderRequest request) {
    return read(request, LIMIT);
  }

  static HeaderTypes read(HeaderRequest request, Duration limit) {
    try (WorkFolder work = new WorkFolder()) {
      CCompiler compiler = new CCompiler(request.compiler(), request.flags(), limit, work);
      return read(request, compiler, work);
    } catch (IOException e) {
      throw new HeaderTypesException("the compiler's files can't be written: " + e.getMessage(), e);
    }
  }

  private static HeaderTypes read(HeaderRequest request, CCompiler compiler, WorkFolder work)
      throws IOException {
    Includes includes = Includes.of(request.headers());
    PreprocessedText text = includes.preprocess(compiler, work);
    List<Token> tokens = PreprocessedTokens.of(text);
    SequencedSet<String> exported = SymbolStub.sayable(request.exports());
    SequencedSet<String> names = said(exported, tokens);
    List<String> before = SymbolStub.before(includes.lines(), names);
    SequencedSet<String> declared =
        new LinkedHashSet<>(
            new CheckedLines(compiler, work, before)
                .check(STUB, SymbolStub.lines(names))
                .taken()
                .keySet());
    if (declared.isEmpty()) {
      throw new HeaderTypesException(
          String.join(", ", request.headers())
              + " declares none of the "
              + exported.size()
              + " names that the image exports; name the header of this library");
    }
    Map<String, CType> types = types(compiler, work, declared);
    Map<String, String> unproved = new Proof(types).prove(compiler, work, before);
    Map<String, Declared> declarations = DeclarationScanner.scan(tokens, declared);
    List<TypedSymbol> symbols = new ArrayList<>();
    types.forEach((name, type) -> {
      if (!unproved.containsKey(name)) {
        Optional<Declared> said = Optional.ofNullable(declarations.get(name));
        symbols.add(new TypedSymbol(name, named(type, said), said.map(Declared::position)));
      }
    });
    LibraryHeaders own =
        new LibraryHeaders(
            text,
            Includes.FILE,
            request.headers(),
            declarations.values().stream().map(each -> each.position().file()).toList());
    SequencedSet<String> constants = ConstantNames.macros(text, own::has);
    constants.addAll(ConstantNames.enumerators(tokens, own::has));
    return new HeaderTypes(
        symbols,
        Constants.read(compiler, work, includes.lines(), constants),
        unproved,
        DeclaredPlaces.of(text, tokens));
  }

  /**
   * The names that are in the text at all. For each that is not, gcc looks for one that is similar,
   * among all that it knows: of OpenSSL's thousands of names that takes it half a minute.
   */
  private static SequencedSet<String> said(SequencedSet<String> names, List<Token> tokens) {
    Set<String> words = new HashSet<>();
    tokens.forEach(token -> words.add(token.text()));
    SequencedSet<String> said = new LinkedHashSet<>(names);
    said.retainAll(words);
    return said;
  }

  private static Map<String, CType> types(
      CCompiler compiler, WorkFolder work, SequencedSet<String> names) throws IOException {
    CCompiler.Run run = compiler.run(List.of("-g", "-gdwarf-5", "-c", STUB, "-o", "stub.o"));
    if (run.failed()) {
      throw new HeaderTypesException(
          compiler.name() + " writes no debug information: " + CCompiler.told(run.said()));
    }
    MemorySegment object = MemorySegment.ofArray(Files.readAllBytes(work.file("stub.o")));
    SymbolTypes stub = new DwarfTypes("stub.o", object, Companions.NONE);
    Map<String, CType> types = new TreeMap<>();
    for (String name : names) {
      stub.find(SymbolPlace.named(SymbolStub.variable(name)))
          .filter(PointerType.class::isInstance)
          .ifPresent(type -> types.put(name, ((PointerType) type).target()));
    }
    return types;
  }

  /** A function's type with the names that its declaration has for its parameters. */
  private static CType named(CType type, Optional<Declared> declared) {
    if (declared.isEmpty()
        || !(type instanceof FunctionType function)
        || declared.get().parameters().size() != function.parameters().size()) {
      return type;
    }
    List<Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < function.parameters().size(); i++) {
      Parameter parameter = function.parameters().get(i);
      parameters.add(new Parameter(declared.get().parameters().get(i), parameter.type()));
    }
    return new FunctionType(function.result(), parameters, function.variadic());
  }

  /** The types in the form in which a bundle carries them. */
  public byte[] btf() {
    return BtfWriter.write(symbols, List.of());
  }
}
