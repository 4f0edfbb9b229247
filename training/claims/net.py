"""The network: an encoder, a tagger that proposes cues, and a second pass for each cue."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ROLES = ("O", "source", "cue", "content")
BUCKETS = 2 * 9 + 1
NEVER = -1e4
CLS, SEP = 101, 102


@dataclass(frozen=True, kw_only=True)
class Sizes:
    """The form of the network; :data:`STUDENT` is what the package carries."""

    layers: int = 6
    width: int = 384
    heads: int = 12
    inner: int = 1536
    branch: int = 4  # the second pass reads the states after this layer
    annotators: int = 6
    words: int = 30522
    shift: int = 0  # MPNet's vocabulary is BERT's, moved by four
    first_place: int = 0
    relative: int = 0  # buckets of relative places whose bias all layers share (MPNet)
    epsilon: float = 1e-12


STUDENT = Sizes()
TEACHER = Sizes(
    layers=12,
    width=768,
    inner=3072,
    branch=9,
    words=30527,
    shift=4,
    first_place=2,
    relative=32,
    epsilon=1e-5,
)


class Layer(nn.Module):
    """One post-norm transformer layer with plain softmax attention.

    Plain attention beats the fused kernel in the backward pass at 256 pieces on a CPU.
    """

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        w = sizes.width
        self.heads = sizes.heads
        self.qkv = nn.Linear(w, 3 * w)
        self.out = nn.Linear(w, w)
        self.norm1 = nn.LayerNorm(w, eps=sizes.epsilon)
        self.up = nn.Linear(w, sizes.inner)
        self.down = nn.Linear(sizes.inner, w)
        self.norm2 = nn.LayerNorm(w, eps=sizes.epsilon)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, n, w = x.shape
        d = w // self.heads
        qkv = self.qkv(x).view(b, n, 3, self.heads, d).permute(2, 0, 3, 1, 4)
        q, k, v = qkv[0], qkv[1], qkv[2]
        weights = torch.matmul(q * (1 / math.sqrt(d)), k.transpose(-1, -2))
        weights += bias
        mixed = torch.matmul(weights.softmax(-1), v).transpose(1, 2).reshape(b, n, w)
        # Dropout once per layer, after the wider half: drawing it twice costs 3% of the speed.
        x = self.norm1(x + self.out(mixed))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Crf(nn.Module):
    """A linear chain: sums over paths as a tree of matrix products in log space."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.move = nn.Parameter(torch.zeros(labels, labels))
        self.begin = nn.Parameter(torch.zeros(labels))
        self.end = nn.Parameter(torch.zeros(labels))

    def log_sum(self, scores: Tensor, lengths: Tensor, move: Tensor | None = None) -> Tensor:
        """The log of the summed scores of all paths; ``scores`` is [batch, length, labels].

        ``move``, [batch, labels, labels], stands in for the learnt moves where it is given.
        """
        b, n, k = scores.shape
        move = self.move[None] if move is None else move
        steps = move[:, None] + scores[:, 1:, None, :]
        keep = torch.arange(1, n)[None] < lengths[:, None]
        unit = torch.full((k, k), NEVER).fill_diagonal_(0.0)
        steps = torch.where(keep[:, :, None, None], steps, unit)
        while steps.shape[1] > 1:
            if steps.shape[1] % 2:
                steps = torch.cat([steps, unit.expand(b, 1, k, k)], 1)
            left, right = steps[:, ::2], steps[:, 1::2]
            steps = torch.logsumexp(left[..., :, :, None] + right[..., None, :, :], -2)
        first = self.begin + scores[:, 0]
        if steps.shape[1]:
            first = torch.logsumexp(first[:, :, None] + steps[:, 0], 1)
        return torch.logsumexp(first + self.end, 1)

    def loss(self, scores: Tensor, allowed: Tensor, lengths: Tensor) -> Tensor:
        """Per row: minus the log probability of all paths through allowed labels."""
        scores = scores.float()
        kept = scores.masked_fill(~allowed, NEVER)
        return self.log_sum(scores, lengths) - self.log_sum(kept, lengths)

    def cross_entropy(
        self, scores: Tensor, chances: Tensor, moves: Tensor, lengths: Tensor
    ) -> Tensor:
        """Per row: minus the mean log probability of paths drawn from another chain.

        ``chances`` [batch, length, labels] are its chances of labels, zero beyond a row's length;
        ``moves`` [batch, labels, labels] its expected numbers of moves.
        """
        scores = scores.float()
        last = chances[torch.arange(len(lengths)), lengths - 1]
        mean = (
            (chances * scores).sum((1, 2))
            + (moves * self.move).sum((1, 2))
            + chances[:, 0] @ self.begin
            + last @ self.end
        )
        return self.log_sum(scores, lengths) - mean

    def marginals(self, scores: Tensor, lengths: Tensor) -> Tensor:
        """The probability of each label at each place."""
        with torch.enable_grad():
            leaf = scores.detach().float().requires_grad_(True)
            (grad,) = torch.autograd.grad(self.log_sum(leaf, lengths).sum(), leaf)
        return grad.detach()


def attention_bias(lengths: Tensor, n: int, dtype: torch.dtype) -> Tensor:
    keep = torch.arange(n)[None] < lengths[:, None]
    return torch.where(keep, 0.0, NEVER).to(dtype)[:, None, None, :]


def relative_bucket(n: int, buckets: int, farthest: int = 128) -> Tensor:
    """The bucket of each pair of places [n, n], as T5 and MPNet have it (Raffel et al. 2020)."""
    far = torch.arange(n)[:, None] - torch.arange(n)[None]
    half, exact = buckets // 2, buckets // 4
    size = far.abs()
    log = torch.log(size.clamp(min=1) / exact) / math.log(farthest / exact) * (half - exact)
    large = (exact + log.long()).clamp(max=half - 1)
    return (far < 0).long() * half + torch.where(size < exact, size, large)


class Claims(nn.Module):
    """Both passes; see ``training/claims/README.md`` for the recipe and its reasons."""

    def __init__(self, sizes: Sizes, dropout: float = 0.1) -> None:
        super().__init__()
        self.sizes = sizes
        w = sizes.width
        self.words = nn.Embedding(sizes.words, w)
        self.places = nn.Embedding(512, w)
        self.norm = nn.LayerNorm(w, eps=sizes.epsilon)
        if sizes.relative:
            self.relative = nn.Embedding(sizes.relative, sizes.heads)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(sizes, dropout) for _ in range(sizes.layers))
        self.tags = nn.Linear(w, len(TAGS))
        self.tag_crf = Crf(len(TAGS))
        self.project = nn.Linear(w, w)
        self.mark = nn.Parameter(torch.randn(w) * 0.02)
        self.near = nn.Embedding(BUCKETS, w)
        self.branch = nn.ModuleList(Layer(sizes, dropout) for _ in range(2))
        self.roles = nn.Linear(w, len(ROLES))
        self.role_crf = Crf(len(ROLES))
        # Six people annotated, some marking half as much again as others. Each gets an offset in
        # training; reading uses their mean, which is held at zero.
        self.tag_habit = nn.Parameter(torch.zeros(sizes.annotators, len(TAGS)))
        self.role_habit = nn.Parameter(torch.zeros(sizes.annotators, len(ROLES)))
        nn.init.normal_(self.near.weight, std=0.02)
        nn.init.normal_(self.project.weight, std=0.02)
        nn.init.zeros_(self.project.bias)
        for head in (self.tags, self.roles):
            nn.init.normal_(head.weight, std=0.02)
            nn.init.zeros_(head.bias)

    def bias(self, lengths: Tensor, n: int, dtype: torch.dtype) -> Tensor:
        """What is added to the attention scores: [batch, heads or 1, n or 1, n]."""
        bias = attention_bias(lengths, n, dtype)
        if not self.sizes.relative:
            return bias
        pairs = self.relative(relative_bucket(n, self.sizes.relative)).permute(2, 0, 1)
        return bias + pairs[None].to(dtype)

    def encode(self, ids: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
        """States for the second pass [b, n, width], and tag scores [b, n, 7]."""
        n = ids.shape[1]
        sizes = self.sizes
        if sizes.shift:
            ids = torch.where(ids == CLS, 0, torch.where(ids == SEP, 2, ids + sizes.shift))
        places = self.places.weight[sizes.first_place : sizes.first_place + n]
        x = self.drop(self.norm(self.words(ids) + places))
        if torch.is_autocast_enabled("cpu"):
            # One type throughout: sums of two types go through copies, a third of the time.
            x = x.to(torch.get_autocast_dtype("cpu"))
        bias = self.bias(lengths, n, x.dtype)
        middle = x
        for number, layer in enumerate(self.layers, start=1):
            x = layer(x, bias)
            if number == self.sizes.branch:
                middle = x
        return middle + self.project(x), self.tags(x)

    def second(self, states: Tensor, cue: Tensor, near: Tensor, lengths: Tensor) -> Tensor:
        """Role scores [n, length, 4] of crops around a cue; ``cue`` is 1 on the cue's pieces."""
        kind = states.dtype
        x = states + cue[..., None].to(kind) * self.mark.to(kind) + self.near(near).to(kind)
        bias = self.bias(lengths, x.shape[1], x.dtype)
        for layer in self.branch:
            x = layer(x, bias)
        return self.roles(x)

    def start_from(self, weights: dict[str, Tensor]) -> None:
        """Take MiniLM's or MPNet's weights; the second pass starts as copies of the last layers."""
        sizes = self.sizes
        with torch.no_grad():
            e = "embeddings."
            places = weights[e + "position_embeddings.weight"]
            if e + "token_type_embeddings.weight" in weights:
                places = places + weights[e + "token_type_embeddings.weight"][0]
            self.words.weight.copy_(weights[e + "word_embeddings.weight"])
            self.places.weight.copy_(places[: len(self.places.weight)])
            self.norm.weight.copy_(weights[e + "LayerNorm.weight"])
            self.norm.bias.copy_(weights[e + "LayerNorm.bias"])
            if sizes.relative:
                self.relative.weight.copy_(weights["encoder.relative_attention_bias.weight"])
            for number, layer in [
                *enumerate(self.layers),
                (sizes.layers - 2, self.branch[0]),
                (sizes.layers - 1, self.branch[1]),
            ]:
                at = f"encoder.layer.{number}."
                mpnet = f"{at}attention.attn.q.weight" in weights
                own = "attn.{}" if mpnet else "self.{}"
                short = {"query": "q", "key": "k", "value": "v"} if mpnet else {}
                for kind in ("weight", "bias"):
                    parts = [
                        weights[f"{at}attention.{own.format(short.get(p, p))}.{kind}"]
                        for p in ("query", "key", "value")
                    ]
                    getattr(layer.qkv, kind).copy_(torch.cat(parts))
                    for mine, theirs in (
                        (layer.out, "attention.attn.o" if mpnet else "attention.output.dense"),
                        (
                            layer.norm1,
                            "attention.LayerNorm" if mpnet else "attention.output.LayerNorm",
                        ),
                        (layer.up, "intermediate.dense"),
                        (layer.down, "output.dense"),
                        (layer.norm2, "output.LayerNorm"),
                    ):
                        getattr(mine, kind).copy_(weights[f"{at}{theirs}.{kind}"])
        self.words.weight.requires_grad_(False)


def bucket(distance: Tensor) -> Tensor:
    """Signed distances in pieces to log-spaced buckets 0..18; 9 is the cue itself."""
    size = distance.abs()
    log = torch.where(size > 0, torch.floor(torch.log2(size.clamp(min=1).float())).long() + 1, 0)
    return torch.sign(distance) * log.clamp(max=9) + 9
