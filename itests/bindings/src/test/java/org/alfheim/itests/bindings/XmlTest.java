package org.alfheim.itests.bindings;

import static bindings.xml.Libxml2Constants.XML_PARSE_NOERROR;
import static org.assertj.core.api.Assertions.assertThat;

import bindings.xml.Libxml2;
import bindings.xml.XmlAttr;
import bindings.xml.XmlDoc;
import bindings.xml.XmlElementType;
import bindings.xml.XmlError;
import bindings.xml.XmlNode;
import bindings.xml.XmlXPathContext;
import bindings.xml.XmlXPathObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.alfheim.bind.Structure;
import org.alfheim.plugin.LocalPlugin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** Programs over libxml2; what is right the JDK's parser says. */
class XmlTest {
  private static final String TEXT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <library xmlns:l="urn:l">
        <book id="a1" l:lang="de"><title>Über Gärten</title><price>12.5</price></book>
        <!-- nothing -->
        <book id="b2"><title>C &amp; Java</title><price>30</price></book>
      </library>
      """;

  private static Libxml2 xml;
  private static Structure<XmlNode> nodes;

  @TempDir Path folder;

  @BeforeAll
  static void open() {
    LocalPlugin plugin = Library.XML.open();
    xml = plugin.bind(Libxml2.class);
    nodes = plugin.structure(XmlNode.class);
  }

  private static XmlDoc parse(String text) {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    return xml.xmlReadMemory(text, length, "text.xml", null, XML_PARSE_NOERROR);
  }

  private static Document dom() throws Exception {
    return DocumentBuilderFactory.newNSInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(TEXT.getBytes(StandardCharsets.UTF_8)));
  }

  /** Elements, attributes and text, in the order of the document. */
  private static void write(XmlNode node, StringBuilder out) {
    for (XmlNode at = node; at != null; at = at.next()) {
      if (at.type() == XmlElementType.ELEMENT_NODE) {
        out.append('<').append(at.name());
        for (XmlAttr attribute = at.properties(); attribute != null; attribute = attribute.next()) {
          out.append(' ').append(attribute.name()).append('=');
          out.append(CText.at(attribute.children().content()));
        }
        out.append('>');
        write(at.children(), out);
      } else if (at.type() == XmlElementType.TEXT_NODE) {
        out.append(CText.at(at.content()));
      }
    }
  }

  private static void write(Node node, StringBuilder out) {
    for (Node at = node; at != null; at = at.getNextSibling()) {
      if (at.getNodeType() == Node.ELEMENT_NODE) {
        out.append('<').append(at.getLocalName());
        NamedNodeMap attributes = at.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
          Node attribute = attributes.item(i);
          if (!attribute.getNodeName().startsWith("xmlns")) {
            out.append(' ').append(attribute.getLocalName()).append('=');
            out.append(attribute.getNodeValue());
          }
        }
        out.append('>');
        write(at.getFirstChild(), out);
      } else if (at.getNodeType() == Node.TEXT_NODE) {
        out.append(at.getNodeValue());
      }
    }
  }

  @Test
  void aTreeIsWalkedThroughViews() throws Exception {
    StringBuilder walked = new StringBuilder();
    XmlDoc doc = parse(TEXT);
    XmlNode root = xml.xmlDocGetRootElement(doc);
    write(root, walked);
    assertThat(root.nsDef().href()).isEqualTo("urn:l");
    assertThat(root.doc()).isEqualTo(doc);
    assertThat(root.children().next().line()).isEqualTo(3);
    xml.xmlFreeDoc(doc);

    StringBuilder expected = new StringBuilder();
    write(dom().getDocumentElement(), expected);
    assertThat(walked).hasToString(expected.toString());
  }

  @Test
  void anExpressionFindsNodes() throws Exception {
    String expression = "//book[price > 20]/title";
    XmlDoc doc = parse(TEXT);
    XmlXPathContext context = xml.xmlXPathNewContext(doc);

    XmlXPathObject found = xml.xmlXPathEvalExpression(expression, context);
    XmlNode title = nodes.at(CText.memory(CText.pointer(found.nodesetval().nodeTab(), 0), nodes));
    XmlXPathObject sum = xml.xmlXPathEvalExpression("sum(//price)", context);

    assertThat(found.nodesetval().nodeNr()).isEqualTo(1);
    assertThat(CText.at(title.children().content()))
        .isEqualTo(XPathFactory.newInstance().newXPath().evaluate(expression, dom()));
    assertThat(sum.floatval())
        .isEqualTo(
            XPathFactory.newInstance()
                .newXPath()
                .evaluate("sum(//price)", dom(), XPathConstants.NUMBER));
    xml.xmlXPathFreeObject(sum);
    xml.xmlXPathFreeObject(found);
    xml.xmlXPathFreeContext(context);
    xml.xmlFreeDoc(doc);
  }

  @Test
  void aTreeIsMadeAndTheJdkReadsIt() throws Exception {
    Path file = folder.resolve("made.xml");
    XmlDoc doc = xml.xmlNewDoc("1.0");
    XmlNode root = xml.xmlNewNode(null, "towns");
    xml.xmlDocSetRootElement(doc, root);
    XmlNode town = xml.xmlNewTextChild(root, null, "town", "Zürich & Uster");
    xml.xmlSetProp(town, "people", "<many>");
    assertThat(xml.xmlSaveFile(file.toString(), doc)).isPositive();
    xml.xmlFreeDoc(doc);

    Node read =
        DocumentBuilderFactory.newNSInstance()
            .newDocumentBuilder()
            .parse(file.toFile())
            .getDocumentElement()
            .getFirstChild();
    assertThat(read.getTextContent()).isEqualTo("Zürich & Uster");
    assertThat(read.getAttributes().getNamedItem("people").getNodeValue()).isEqualTo("<many>");
  }

  @Test
  void anErrorIsAStructure() {
    assertThat(parse("<a>\n")).isNull();

    XmlError error = xml.xmlGetLastError();
    assertThat(error.line()).isEqualTo(2);
    assertThat(CText.at(error.file())).isEqualTo("text.xml");
    assertThat(CText.at(error.message())).startsWith("Premature end of data in tag a line 1");
  }
}
