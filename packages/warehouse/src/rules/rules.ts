import { f01 } from './file/f-01.js';
import { f02 } from './file/f-02.js';
import { f03 } from './file/f-03.js';
import { f04 } from './file/f-04.js';
import { f05 } from './file/f-05.js';
import { f06 } from './file/f-06.js';
import { f07 } from './file/f-07.js';
import { f08 } from './file/f-08.js';
import { f09 } from './file/f-09.js';
import { f10 } from './file/f-10.js';
import { k01 } from './keys/k-01.js';
import { k02 } from './keys/k-02.js';
import { k03 } from './keys/k-03.js';
import { k04 } from './keys/k-04.js';
import { k05 } from './keys/k-05.js';
import { k06 } from './keys/k-06.js';
import { k07 } from './keys/k-07.js';
import { k08 } from './keys/k-08.js';
import { i01 } from './identity/i-01.js';
import { i02 } from './identity/i-02.js';
import { i03 } from './identity/i-03.js';
import { i04 } from './identity/i-04.js';
import { i05 } from './identity/i-05.js';
import { i06 } from './identity/i-06.js';
import { i07 } from './identity/i-07.js';
import { t01 } from './time/t-01.js';
import { t02 } from './time/t-02.js';
import { t03 } from './time/t-03.js';
import { t04 } from './time/t-04.js';
import { t05 } from './time/t-05.js';
import { t06 } from './time/t-06.js';
import { t07 } from './time/t-07.js';
import { t08 } from './time/t-08.js';
import { t09 } from './time/t-09.js';
import { t10 } from './time/t-10.js';
import { t11 } from './time/t-11.js';
import { t12 } from './time/t-12.js';
import { m01 } from './money/m-01.js';
import { m02 } from './money/m-02.js';
import { m03 } from './money/m-03.js';
import { m04 } from './money/m-04.js';
import { m05 } from './money/m-05.js';
import { m06 } from './money/m-06.js';
import { m07 } from './money/m-07.js';
import { m08 } from './money/m-08.js';
import { m09 } from './money/m-09.js';
import { m10 } from './money/m-10.js';
import { m11 } from './money/m-11.js';
import { m12 } from './money/m-12.js';
import { s01 } from './sales/s-01.js';
import { s02 } from './sales/s-02.js';
import { s03 } from './sales/s-03.js';
import { s04 } from './sales/s-04.js';
import { s05 } from './sales/s-05.js';
import { s06 } from './sales/s-06.js';
import { s07 } from './sales/s-07.js';
import { s08 } from './sales/s-08.js';
import { r01 } from './subscriptions/r-01.js';
import { r02 } from './subscriptions/r-02.js';
import { r03 } from './subscriptions/r-03.js';
import { r04 } from './subscriptions/r-04.js';
import { r05 } from './subscriptions/r-05.js';
import { r06 } from './subscriptions/r-06.js';
import { r07 } from './subscriptions/r-07.js';
import { v01 } from './service/v-01.js';
import { v02 } from './service/v-02.js';
import { v03 } from './service/v-03.js';
import { v04 } from './service/v-04.js';
import { v05 } from './service/v-05.js';
import { v06 } from './service/v-06.js';
import { v07 } from './service/v-07.js';
import { v08 } from './service/v-08.js';
import { v09 } from './service/v-09.js';
import type { Rule } from './rule.js';

/** Every rule, in the order of the reference: F file, K keys, I identity, T time, M money, S sales, R subscriptions, V service. */
export const rules: readonly Rule[] = [
  f01,
  f02,
  f03,
  f04,
  f05,
  f06,
  f07,
  f08,
  f09,
  f10,
  k01,
  k02,
  k03,
  k04,
  k05,
  k06,
  k07,
  k08,
  i01,
  i02,
  i03,
  i04,
  i05,
  i06,
  i07,
  t01,
  t02,
  t03,
  t04,
  t05,
  t06,
  t07,
  t08,
  t09,
  t10,
  t11,
  t12,
  m01,
  m02,
  m03,
  m04,
  m05,
  m06,
  m07,
  m08,
  m09,
  m10,
  m11,
  m12,
  s01,
  s02,
  s03,
  s04,
  s05,
  s06,
  s07,
  s08,
  r01,
  r02,
  r03,
  r04,
  r05,
  r06,
  r07,
  v01,
  v02,
  v03,
  v04,
  v05,
  v06,
  v07,
  v08,
  v09,
];
