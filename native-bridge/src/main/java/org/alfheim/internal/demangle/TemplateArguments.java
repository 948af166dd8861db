package org.alfheim.internal.demangle;

import java.util.List;

/**
 * The arguments of a template, or a pack of arguments as one of them.
 *
 * @param nodes in order
 */
record TemplateArguments(List<Node> nodes) implements Node {
  TemplateArguments {
    nodes = List.copyOf(nodes);
  }

  int size() {
    return nodes.size();
  }

  Node get(int index) {
    return nodes.get(index);
  }

  @Override
  public void left(Printer out) throws UndecodableException {
    out.list(nodes);
  }

  @Override
  public List<Node> parts() {
    return nodes;
  }
}
