/** `bellwether.yaml` of a new workspace. */
export const newSettings = `# Bellwether workspace. In the browser, Settings explains these and the rest, and changes them.
organisation:
  name: My company
  time_zone: UTC        # days and months begin in this zone, e.g. Europe/Berlin
  currency: EUR         # other currencies are converted by the rates you import
  fiscal_year_starts_month: 1
customers:
  basis: auto           # contracts where there are any, else orders, invoices or won deals
  lapse_days: auto      # days after the last order until a customer without contract counts as gone
`;
