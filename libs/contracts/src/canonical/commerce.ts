import { canonicalObject } from './canonical-object.ts';
import { enumerations } from './enumerations.ts';
import { anyText, currency, date, decimal, group, instant, listOf, oneOf, reference, text, whole } from './field.ts';

export const Product = canonicalObject({
  name: 'Product',
  collection: 'products',
  title: { zh: '产品', en: 'Product' },
  required: ['name'],
  fields: {
    name: text('名称', 'Name', 200),
    code: text('编码', 'Code', 100),
    category: text('类别', 'Category', 200),
    model: text('型号', 'Model', 100),
    status: oneOf('状态', 'Status', enumerations.productStatus),
    unit: text('单位', 'Unit', 20),
    price: decimal('价格', 'Price'),
    currency: currency('币种', 'Currency'),
  },
});

export const Asset = canonicalObject({
  name: 'Asset',
  collection: 'assets',
  title: { zh: '设备资产', en: 'Asset' },
  required: ['serialNo'],
  fields: {
    name: text('名称', 'Name', 200),
    serialNo: text('序列号', 'Serial number', 100),
    productId: reference('产品', 'Product', 'Product'),
    customerId: reference('客户', 'Customer', 'Customer'),
    contactId: reference('联系人', 'Contact', 'Contact'),
    installDate: date('安装日期', 'Installed'),
    warrantyStart: date('保修开始', 'Warranty start'),
    warrantyEnd: date('保修结束', 'Warranty end'),
    status: oneOf('状态', 'Status', enumerations.assetStatus),
    location: text('位置', 'Location', 300),
  },
});

export const ServiceContract = canonicalObject({
  name: 'ServiceContract',
  collection: 'service-contracts',
  title: { zh: '服务合同', en: 'Service contract' },
  required: ['number'],
  fields: {
    number: text('合同编号', 'Number', 100),
    name: text('名称', 'Name', 200),
    customerId: reference('客户', 'Customer', 'Customer'),
    type: text('类型', 'Type', 100),
    status: oneOf('状态', 'Status', enumerations.contractStatus),
    startDate: date('开始日期', 'Start'),
    endDate: date('结束日期', 'End'),
    slaPolicy: text('服务级别', 'SLA policy', 200),
    amount: decimal('金额', 'Amount'),
    currency: currency('币种', 'Currency'),
    productIds: listOf('产品', 'Products', anyText),
  },
});

export const Order = canonicalObject({
  name: 'Order',
  collection: 'orders',
  title: { zh: '订单', en: 'Order' },
  required: ['number'],
  fields: {
    number: text('订单号', 'Number', 100),
    customerId: reference('客户', 'Customer', 'Customer'),
    contactId: reference('联系人', 'Contact', 'Contact'),
    status: oneOf('状态', 'Status', enumerations.orderStatus),
    amount: decimal('金额', 'Amount'),
    currency: currency('币种', 'Currency'),
    placedAt: instant('下单时间', 'Placed at'),
    items: listOf(
      '明细',
      'Items',
      group('明细', 'Item', {
        productCode: text('产品编码', 'Product code', 100),
        name: text('名称', 'Name', 200),
        qty: whole('数量', 'Quantity'),
        price: decimal('单价', 'Price'),
      }),
    ),
    shipping: group('物流', 'Shipping', {
      carrier: text('承运商', 'Carrier', 100),
      trackingNo: text('运单号', 'Tracking number', 100),
    }),
  },
});
