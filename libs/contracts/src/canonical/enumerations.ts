import type { LocalText } from '../manifest/words.ts';

/** A closed set of values with a label in both languages. */
export type Enumeration = Readonly<Record<string, LocalText>>;

export const enumerations = {
  customerType: {
    prospect: { zh: '潜在客户', en: 'Prospect' },
    customer: { zh: '客户', en: 'Customer' },
    partner: { zh: '合作伙伴', en: 'Partner' },
    supplier: { zh: '供应商', en: 'Supplier' },
    other: { zh: '其他', en: 'Other' },
  },
  customerLevel: {
    normal: { zh: '普通', en: 'Normal' },
    vip: { zh: '重要', en: 'VIP' },
    svip: { zh: '核心', en: 'SVIP' },
  },
  customerStatus: {
    active: { zh: '有效', en: 'Active' },
    inactive: { zh: '停用', en: 'Inactive' },
    archived: { zh: '归档', en: 'Archived' },
  },
  gender: {
    male: { zh: '男', en: 'Male' },
    female: { zh: '女', en: 'Female' },
    unknown: { zh: '未知', en: 'Unknown' },
  },
  contactStatus: {
    active: { zh: '有效', en: 'Active' },
    unverified: { zh: '未验证', en: 'Unverified' },
    suspended: { zh: '停用', en: 'Suspended' },
  },
  emailType: {
    work: { zh: '工作', en: 'Work' },
    home: { zh: '个人', en: 'Home' },
    other: { zh: '其他', en: 'Other' },
  },
  phoneType: {
    mobile: { zh: '手机', en: 'Mobile' },
    work: { zh: '办公', en: 'Work' },
    home: { zh: '家庭', en: 'Home' },
    fax: { zh: '传真', en: 'Fax' },
  },
  agentRole: {
    admin: { zh: '管理员', en: 'Administrator' },
    supervisor: { zh: '主管', en: 'Supervisor' },
    agent: { zh: '客服', en: 'Agent' },
    light: { zh: '轻量客服', en: 'Light agent' },
  },
  agentStatus: {
    pending: { zh: '待入职', en: 'Pending' },
    active: { zh: '在职', en: 'Active' },
    suspended: { zh: '停用', en: 'Suspended' },
    departed: { zh: '离职', en: 'Departed' },
  },
  departmentType: {
    company: { zh: '公司', en: 'Company' },
    department: { zh: '部门', en: 'Department' },
    team: { zh: '小组', en: 'Team' },
    skill_group: { zh: '技能组', en: 'Skill group' },
  },
  departmentStatus: {
    active: { zh: '启用', en: 'Active' },
    disabled: { zh: '停用', en: 'Disabled' },
  },
  ticketType: {
    question: { zh: '咨询', en: 'Question' },
    incident: { zh: '故障', en: 'Incident' },
    problem: { zh: '问题', en: 'Problem' },
    task: { zh: '任务', en: 'Task' },
    request: { zh: '服务请求', en: 'Request' },
    change: { zh: '变更', en: 'Change' },
  },
  ticketStatus: {
    new: { zh: '新建', en: 'New' },
    open: { zh: '处理中', en: 'Open' },
    pending: { zh: '等待客户', en: 'Pending' },
    on_hold: { zh: '等待第三方', en: 'On hold' },
    resolved: { zh: '已解决', en: 'Resolved' },
    closed: { zh: '已关闭', en: 'Closed' },
  },
  ticketPriority: {
    low: { zh: '低', en: 'Low' },
    normal: { zh: '普通', en: 'Normal' },
    high: { zh: '高', en: 'High' },
    urgent: { zh: '紧急', en: 'Urgent' },
  },
  ticketSeverity: {
    s1: { zh: '一级(致命)', en: 'S1 (critical)' },
    s2: { zh: '二级(严重)', en: 'S2 (major)' },
    s3: { zh: '三级(一般)', en: 'S3 (minor)' },
    s4: { zh: '四级(轻微)', en: 'S4 (trivial)' },
  },
  channel: {
    web: { zh: '网页', en: 'Web' },
    email: { zh: '邮件', en: 'E-mail' },
    phone: { zh: '电话', en: 'Phone' },
    chat: { zh: '在线会话', en: 'Chat' },
    wechat: { zh: '微信', en: 'WeChat' },
    wecom: { zh: '企业微信', en: 'WeCom' },
    app: { zh: '移动应用', en: 'App' },
    api: { zh: '接口', en: 'API' },
    form: { zh: '表单', en: 'Form' },
    social: { zh: '社交媒体', en: 'Social media' },
    walk_in: { zh: '上门', en: 'Walk-in' },
    other: { zh: '其他', en: 'Other' },
  },
  commentVisibility: {
    public: { zh: '公开', en: 'Public' },
    internal: { zh: '内部', en: 'Internal' },
  },
  commentAuthorType: {
    agent: { zh: '客服', en: 'Agent' },
    contact: { zh: '联系人', en: 'Contact' },
    system: { zh: '系统', en: 'System' },
    bot: { zh: '机器人', en: 'Bot' },
  },
  serviceKind: {
    call: { zh: '通话', en: 'Call' },
    chat: { zh: '会话', en: 'Chat' },
    remote: { zh: '远程协助', en: 'Remote assistance' },
    visit: { zh: '上门', en: 'Visit' },
    email: { zh: '邮件', en: 'E-mail' },
    form: { zh: '表单', en: 'Form' },
  },
  direction: {
    inbound: { zh: '呼入', en: 'Inbound' },
    outbound: { zh: '呼出', en: 'Outbound' },
  },
  serviceResult: {
    answered: { zh: '已接听', en: 'Answered' },
    missed: { zh: '未接', en: 'Missed' },
    abandoned: { zh: '放弃', en: 'Abandoned' },
    completed: { zh: '已完成', en: 'Completed' },
    invalid: { zh: '无效', en: 'Invalid' },
  },
  ratingTarget: {
    ticket: { zh: '工单', en: 'Ticket' },
    service_record: { zh: '服务记录', en: 'Service record' },
  },
  ratingLevel: {
    good: { zh: '满意', en: 'Good' },
    neutral: { zh: '一般', en: 'Neutral' },
    bad: { zh: '不满意', en: 'Bad' },
  },
  productStatus: {
    active: { zh: '在售', en: 'Active' },
    discontinued: { zh: '停产', en: 'Discontinued' },
  },
  assetStatus: {
    in_use: { zh: '使用中', en: 'In use' },
    in_stock: { zh: '库存', en: 'In stock' },
    repair: { zh: '维修中', en: 'In repair' },
    scrapped: { zh: '报废', en: 'Scrapped' },
  },
  contractStatus: {
    draft: { zh: '草稿', en: 'Draft' },
    active: { zh: '生效', en: 'Active' },
    expired: { zh: '到期', en: 'Expired' },
    terminated: { zh: '终止', en: 'Terminated' },
  },
  orderStatus: {
    placed: { zh: '已下单', en: 'Placed' },
    paid: { zh: '已付款', en: 'Paid' },
    shipped: { zh: '已发货', en: 'Shipped' },
    delivered: { zh: '已签收', en: 'Delivered' },
    returned: { zh: '已退货', en: 'Returned' },
    cancelled: { zh: '已取消', en: 'Cancelled' },
  },
  articleStatus: {
    draft: { zh: '草稿', en: 'Draft' },
    published: { zh: '已发布', en: 'Published' },
    archived: { zh: '归档', en: 'Archived' },
  },
} as const satisfies Record<string, Enumeration>;

export type EnumerationName = keyof typeof enumerations;
