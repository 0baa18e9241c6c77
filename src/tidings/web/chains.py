"""A claim's tellings to the tree of its chain: the one who first said it at the root, the documents that tell it at the leaves."""

from dataclasses import dataclass, field

from tidings.show.rows import ClaimRow, Telling


@dataclass(slots=True)
class Node:
    """One link: who had it, those who had it from them, and the documents that tell it from here."""

    name: str | None
    nodes: "list[Node]" = field(default_factory=list)
    tellings: list[Telling] = field(default_factory=list)


def tree_of(row: ClaimRow) -> list[Node]:
    """The trees of a claim, one for each that it is traced back to; tellings that name no one stand under a node without a name."""
    roots: list[Node] = []
    for telling in row.tellings:
        nodes, node = roots, None
        for name in tuple(reversed(telling.chain)) or (None,):
            node = next((n for n in nodes if n.name == name), None)
            if node is None:
                node = Node(name)
                nodes.append(node)
            nodes = node.nodes
        assert node is not None
        node.tellings.append(telling)
    return roots
