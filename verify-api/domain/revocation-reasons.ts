/** The public reasons for a revocation, a closed list. Apart from its schema, for pages show it too. */
export const revocationReasons = {
  'materials-untrue': '材料不实',
  'issued-in-error': '签发有误',
  'outcome-withdrawn': '成果被撤销',
  'holder-request': '持有人申请',
  other: '其他原因',
} as const;
export type RevocationReason = keyof typeof revocationReasons;
