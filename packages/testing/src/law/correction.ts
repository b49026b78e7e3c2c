/**
 * The laws of corrections and of control: what is taken back is as if it had never been, what is refused is not.
 */
import { fundTypes } from "@juesuan/domain"
import type { FundType } from "@juesuan/domain"
import { availableOn, entryOf, isMoneyEvent, lineKey, make } from "@juesuan/ledger"
import type { Event, NewEvent, YearState } from "@juesuan/ledger"
import * as Effect from "effect/Effect"
import * as HashMap from "effect/HashMap"
import * as Result from "effect/Result"
import { YearBuilder, reversalOf } from "../arbitrary/YearBuilder.ts"
import type { Intention } from "../arbitrary/intention.ts"
import { canonicalJson } from "@juesuan/ledger/HashChain"
import { at, chosen, differences, figuresOf, stateOf, tablesOf } from "./System.ts"
import type { Law, System, Trial } from "./System.ts"
