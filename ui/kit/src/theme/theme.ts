import { theme as antdTheme, type ThemeConfig } from 'antd';

const sans =
  'Inter, -apple-system, BlinkMacSystemFont, "Segoe UI", "PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';
const mono = '"JetBrains Mono", "SFMono-Regular", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace';

/** Quiet paper and ink; one blue for what can be done, colour otherwise only for states. */
const light = {
  colorPrimary: '#2f55c8',
  colorInfo: '#2f55c8',
  colorSuccess: '#1d7f4e',
  colorWarning: '#b26a00',
  colorError: '#c5362d',
  colorTextBase: '#1c2230',
  colorBgLayout: '#f5f6f8',
  colorBgContainer: '#ffffff',
  colorBorder: '#d4d8e0',
  colorBorderSecondary: '#e7e9ee',
  colorTextSecondary: '#535c6e',
  colorTextTertiary: '#667085',
  colorTextQuaternary: '#8a93a5',
  colorTextPlaceholder: '#7d8798',
  colorInfoBg: '#eaf0fe',
  colorInfoBorder: '#c3d2f7',
  colorSuccessBg: '#e6f4ec',
  colorSuccessBorder: '#b5dcc6',
  colorWarningBg: '#fdf2dd',
  colorWarningBorder: '#f0d9ab',
  colorErrorBg: '#fdecea',
  colorErrorBorder: '#f3c3bf',
};

const dark = {
  colorPrimary: '#7c9cf5',
  colorInfo: '#7c9cf5',
  colorSuccess: '#4cb782',
  colorWarning: '#e0a33b',
  colorError: '#ef7a70',
  colorTextBase: '#e6e9ef',
  colorBgBase: '#14171d',
  colorBgLayout: '#101318',
  colorBgContainer: '#181c23',
  colorBgElevated: '#1f242d',
  colorBorder: '#363d4a',
  colorBorderSecondary: '#272d37',
  colorTextSecondary: '#a9b2c2',
  colorTextTertiary: '#949eb0',
  colorTextQuaternary: '#7a8496',
  colorTextLightSolid: '#10141c',
  colorTextPlaceholder: '#7a8496',
  colorInfoBg: '#212c48',
  colorInfoBorder: '#34467a',
  colorSuccessBg: '#16302a',
  colorSuccessBorder: '#245546',
  colorWarningBg: '#382c16',
  colorWarningBorder: '#5c4821',
  colorErrorBg: '#3c2124',
  colorErrorBorder: '#653338',
};

export function themeConfig(isDark: boolean): ThemeConfig {
  return {
    algorithm: isDark ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
    token: {
      ...(isDark ? dark : light),
      fontFamily: sans,
      fontFamilyCode: mono,
      fontSize: 14,
      borderRadius: 8,
      borderRadiusLG: 12,
      borderRadiusSM: 6,
      controlHeight: 34,
      wireframe: false,
      motionDurationMid: '0.15s',
      motionDurationSlow: '0.2s',
    },
    components: {
      Layout: {
        siderBg: 'var(--j-sider)',
        headerBg: 'var(--j-surface)',
        bodyBg: 'transparent',
        headerHeight: 56,
        headerPadding: '0 24px',
      },
      Menu: {
        itemBg: 'transparent',
        itemHeight: 38,
        itemBorderRadius: 8,
        itemMarginInline: 8,
        itemSelectedBg: isDark ? 'rgba(124,156,245,.16)' : 'rgba(47,85,200,.09)',
        itemHoverBg: isDark ? 'rgba(255,255,255,.06)' : 'rgba(28,34,48,.05)',
        activeBarBorderWidth: 0,
      },
      Table: {
        headerBg: 'transparent',
        headerSplitColor: 'transparent',
        cellPaddingBlock: 12,
        headerColor: isDark ? dark.colorTextTertiary : light.colorTextTertiary,
      },
      Card: { paddingLG: 20 },
      Form: { itemMarginBottom: 20, verticalLabelPadding: '0 0 6px' },
      Button: { fontWeight: 500, primaryShadow: 'none', defaultShadow: 'none' },
      Tabs: { horizontalMargin: '0 0 16px 0' },
      Modal: { titleFontSize: 16 },
    },
  };
}
