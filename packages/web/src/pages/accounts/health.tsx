import type { AccountDetail } from '../../api/types-business.js';
import { HealthTag, SignTag } from '../../components/health-tag.js';
import { dateText } from '../../format/period-name.js';
import { healthRuleText, signReasons, signRules, signText, signTitles } from '../../format/sign-words.js';

/** How the account fares: the state, each sign with what was found and why it counts, and the rule. */
export const Health = ({
  account,
  currency,
}: {
  readonly account: AccountDetail;
  readonly currency: string;
}) => {
  const { health, signs, healthRule, asOf } = account;
  if (health === null)
    return (
      <section>
        <h2>Health</h2>
        <p className="quiet">Told of customers only: who has left, or never came, can not be lost.</p>
      </section>
    );
  const rules = signRules(healthRule);
  return (
    <section className="health">
      <h2>
        Health <HealthTag state={health} />
      </h2>
      <dl className="signs">
        {signs.map((sign) => (
          <div key={sign.code} className="sign">
            <dt>
              {signTitles[sign.code]} <SignTag state={sign.state} />
            </dt>
            <dd>
              {signText(sign, currency, healthRule)}{' '}
              <span className="quiet">It counts because {signReasons[sign.code]}.</span>
            </dd>
          </div>
        ))}
      </dl>
      <details>
        <summary>How this is judged</summary>
        <p>
          {healthRuleText(healthRule)} All as of {dateText(asOf)}.
        </p>
        <dl className="sign-rules">
          {signs.map(({ code }) => (
            <div key={code}>
              <dt>{signTitles[code]}</dt>
              <dd>{rules[code]}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
};
