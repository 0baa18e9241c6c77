"""Reading in several processes gives what reading here gives, in the same order."""

from collections.abc import Iterator

from tidings.model.document import Document
from tidings.model.reading import Reading
from tidings.scale.processes import PORTION, WORTH_A_PROCESS, read_here, read_on_all_cores


def echo(document: Document) -> Reading:
    return Reading(document=document)


def test_the_order_is_kept_and_nothing_is_lost() -> None:
    documents = [Document(id=str(n), text=f"Gate {n} held.") for n in range(WORTH_A_PROCESS + 7)]
    assert list(read_on_all_cores(echo, documents)) == list(read_here(echo, documents))


def test_few_documents_start_no_process() -> None:
    assert list(read_on_all_cores(lambda d: Reading(document=d), [Document(id="a", text="")]))


def test_no_more_documents_than_a_portion_are_taken_ahead() -> None:
    taken: list[int] = []

    def documents() -> Iterator[Document]:
        for number in range(3 * PORTION):
            taken.append(number)
            yield Document(id=str(number), text="The gate held.")

    readings = read_on_all_cores(echo, documents())
    for number, _ in enumerate(readings, 1):
        assert len(taken) <= number + PORTION
    assert len(taken) == 3 * PORTION
