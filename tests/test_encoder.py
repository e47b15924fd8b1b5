import subprocess
import sys
import textwrap

import pytest

from assistant.encoder import SentenceEncoder
from assistant.errors import MissingResource


def test_a_folder_without_a_model_is_refused(tmp_path):
    with pytest.raises(MissingResource, match="句向量模型"):
        SentenceEncoder(tmp_path)


def test_words_alone_never_load_the_model_library(tmp_path):
    code = """
        import sys
        from pathlib import Path
        from assistant.retrieve import open_retriever
        open_retriever(Path(sys.argv[1]) / "corpus", Path(sys.argv[1]) / "home").search("培训")
        print(*({"torch", "sentence_transformers", "sklearn", "jieba"} & set(sys.modules)))
    """
    command = [sys.executable, "-c", textwrap.dedent(code), str(tmp_path)]
    assert subprocess.check_output(command, text=True).strip() == ""


MODEL = """
    import sys, warnings
    warnings.simplefilter("ignore")
    import numpy
    from pathlib import Path
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers
    from assistant.retrieve import open_retriever
    letters = "培训学习图解信息公开申请答复网站栏目"
    vocabulary = {"[UNK]": 0} | {letter: number for number, letter in enumerate(dict.fromkeys(letters), 1)}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    weights = numpy.eye(len(vocabulary), dtype="float32")
    weights[0] = 0
    root = Path(sys.argv[1])
    module = StaticEmbedding(tokenizer, embedding_weights=weights)
    SentenceTransformer(modules=[module], device="cpu").save(str(root / "model"))
    found = open_retriever(root / "corpus", root / "home", root / "model").search("培训学习", 3)
    print(sum("培训" in passage.text or "学习" in passage.text for passage, _ in found))
"""


def test_any_sentence_transformers_model_in_a_folder_can_be_used(tmp_path):
    command = [sys.executable, "-c", textwrap.dedent(MODEL), str(tmp_path)]
    result = subprocess.run(command, text=True, capture_output=True, check=False)
    assert result.returncode == 0, result.stderr
    assert result.stdout.split()[-1] == "3"


def test_a_text_has_the_same_vector_whatever_stands_beside_it():
    from assistant.encoder import open_encoder

    encoder = open_encoder()
    texts = ["培训了两次", "把办法画成漫画放官网了，阅读量两万多，转发的人不少，后来又补了一份问答", "没收过钱"]
    together = encoder.questions(texts)
    alone = [encoder.questions([text])[0] for text in texts]
    assert all((row == other).all() for row, other in zip(together, alone, strict=True))
    assert (abs((together**2).sum(axis=1) - 1) < 1e-5).all()
