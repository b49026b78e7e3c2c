/** Transformations of the plane as PDF writes them: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

export const identity: Affine = [1, 0, 0, 1, 0, 0]

export const translation = (x: number, y: number): Affine => [1, 0, 0, 1, x, y]

/** First `inner`, then `outer`. */
export const compose = (outer: Affine, inner: Affine): Affine => [
  outer[0] * inner[0] + outer[2] * inner[1],
  outer[1] * inner[0] + outer[3] * inner[1],
  outer[0] * inner[2] + outer[2] * inner[3],
  outer[1] * inner[2] + outer[3] * inner[3],
  outer[0] * inner[4] + outer[2] * inner[5] + outer[4],
  outer[1] * inner[4] + outer[3] * inner[5] + outer[5]
]

export const apply = (affine: Affine, x: number, y: number): readonly [x: number, y: number] => [
  affine[0] * x + affine[2] * y + affine[4],
  affine[1] * x + affine[3] * y + affine[5]
]
