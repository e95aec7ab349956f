let numbersTaken = 0
const DAYS = 28
const MONTHS = 12

/** The next number like the test numbers that Skatteverket publishes: born in the 1890s, with a serial number from 980. */
export function identityNumber(): string {
  const [day, months] = [numbersTaken % DAYS, Math.floor(numbersTaken / DAYS)]
  numbersTaken += 1
  const two = (value: number) => String(value).padStart(2, '0')
  const born = `${1890 + Math.floor(months / MONTHS)}${two((months % MONTHS) + 1)}${two(day + 1)}`
  const digits = `${born}98${numbersTaken % 2 === 1 ? 0 : 1}`
  const sum = [...digits.slice(2)]
    .map((digit, index) => Number(digit) * (index % 2 === 0 ? 2 : 1))
    .reduce((total, product) => total + (product > 9 ? product - 9 : product), 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}
