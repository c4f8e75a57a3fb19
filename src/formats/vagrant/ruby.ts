import {
  ArgumentsNode,
  ArrayNode,
  AssocNode,
  BlockNode,
  BlockParametersNode,
  type CallNode,
  ConstantReadNode,
  FalseNode,
  FloatNode,
  HashNode,
  IntegerNode,
  InterpolatedStringNode,
  InterpolatedSymbolNode,
  KeywordHashNode,
  LocalVariableReadNode,
  NilNode,
  type Node,
  ParametersNode,
  ParenthesesNode,
  RequiredParameterNode,
  StatementsNode,
  StringNode,
  SymbolNode,
  TrueNode,
} from '@ruby/prism/src/nodes.js';
import type { Range } from '../../model/element.ts';

/** One `key: value` or `:key => value`. */
export interface Pair {
  readonly key: string;
  readonly keyNode: Node;
  readonly value: Node;
}

/** The tree of a file with its text: what nodes say, without running any of it. */
export class Source {
  readonly text: string;
  readonly #offset: (byte: number) => number;
  /** Constants and variables that are assigned once, to something literal. */
  readonly #names = new Map<string, Node | null>();

  constructor(text: string, offset: (byte: number) => number) {
    this.text = text;
    this.#offset = offset;
  }

  range(node: Node, to: Node = node): Range {
    return { start: this.#offset(node.location.startOffset), end: this.#offset(to.location.startOffset + to.location.length) };
  }

  /** Of a location that is no node's, such as a method's name. */
  rangeAt(location: { readonly startOffset: number; readonly length: number }): Range {
    return { start: this.#offset(location.startOffset), end: this.#offset(location.startOffset + location.length) };
  }

  written(node: Node): string {
    const { start, end } = this.range(node);
    return this.text.slice(start, end);
  }

  /** Remembers what a name is assigned; the second assignment makes it unknown. */
  assign(name: string, value: Node): void {
    this.#names.set(name, this.#names.has(name) ? null : value);
  }

  /** The node that a name stands for, or the node itself. */
  follow(node: Node): Node {
    const name = node instanceof ConstantReadNode || node instanceof LocalVariableReadNode ? node.name : undefined;
    const value = name === undefined ? undefined : this.#names.get(name);
    return value && this.literal(value) !== undefined ? value : node;
  }

  /** What is written as a plain value; undefined for everything that Ruby would have to work out. */
  literal(node: Node): string | undefined {
    if (node instanceof StringNode || node instanceof SymbolNode) return node.unescaped.value;
    if (node instanceof IntegerNode || node instanceof FloatNode) return String(node.value);
    if (node instanceof TrueNode) return 'true';
    if (node instanceof FalseNode) return 'false';
    if (node instanceof NilNode) return 'nil';
    return undefined;
  }

  /** A value to show: the literal, a name's one literal, an interpolated string's inside, or what is written. */
  value(node: Node): string {
    const literal = this.literal(this.follow(node));
    if (literal !== undefined) return literal;
    if (node instanceof InterpolatedStringNode || node instanceof InterpolatedSymbolNode)
      return node.parts.map((part) => this.literal(part) ?? this.written(part)).join('');
    if (node instanceof ArrayNode && node.elements.length > 0) return node.elements.map((each) => this.value(each)).join(' ');
    return this.written(node);
  }

  /** The arguments that are not `key: value`. */
  positional(call: CallNode): Node[] {
    return argumentsOf(call).filter((each) => !(each instanceof KeywordHashNode) && !(each instanceof HashNode));
  }

  /** The options of a call, with or without braces. */
  pairs(call: CallNode): Pair[] {
    return argumentsOf(call).flatMap((each) => this.pairsOf(each));
  }

  pairsOf(node: Node): Pair[] {
    if (!(node instanceof KeywordHashNode) && !(node instanceof HashNode)) return [];
    return node.elements.flatMap((each) => (each instanceof AssocNode ? [{ key: this.value(each.key), keyNode: each.key, value: each.value }] : []));
  }

  /** The strings of `%w(a b)` or `["a", "b"]`, which a block may get one by one. */
  strings(node: Node | null): string[] | undefined {
    if (!node) return undefined;
    const named = node instanceof ConstantReadNode || node instanceof LocalVariableReadNode ? this.#names.get(node.name) : undefined;
    const list = named ?? unwrap(node);
    if (!(list instanceof ArrayNode)) return undefined;
    const strings = list.elements.map((each) => this.literal(each));
    return strings.every((each) => each !== undefined) ? strings : undefined;
  }
}

/** The names a block gives to what it gets: `do |config, override|`. */
export function parametersOf(block: Node | null): string[] {
  if (!(block instanceof BlockNode) || !(block.parameters instanceof BlockParametersNode)) return [];
  const { parameters } = block.parameters;
  return parameters instanceof ParametersNode ? parameters.requireds.map((each) => (each instanceof RequiredParameterNode ? each.name : '')) : [];
}

export function argumentsOf(call: CallNode): Node[] {
  return call.arguments_ instanceof ArgumentsNode ? call.arguments_.arguments_ : [];
}

function unwrap(node: Node): Node {
  const body = node instanceof ParenthesesNode ? node.body : undefined;
  return body instanceof StatementsNode && body.body.length === 1 && body.body[0] ? body.body[0] : node;
}
