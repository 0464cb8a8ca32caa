/**
 * The messages of Sheets v4 that are stored or answered, one a line: field:type, `*` a list, `?` a field whose zero is
 * told from unset. What the emulator never looks into is `any`.
 */
export const RESOURCES = `
SheetProperties dataSourceSheetProperties:any gridProperties:GridProperties hidden:bool index:int? rightToLeft:bool
  sheetId:int? sheetType:SheetType tabColor:Color tabColorStyle:ColorStyle title:str
GridProperties columnCount:int columnGroupControlAfter:bool frozenColumnCount:int frozenRowCount:int
  hideGridlines:bool rowCount:int rowGroupControlAfter:bool
Color alpha:num blue:num green:num red:num
ColorStyle rgbColor:Color themeColor:ThemeColor
SpreadsheetProperties autoRecalc:AutoRecalc defaultFormat:CellFormat importFunctionsExternalUrlAccessAllowed:bool
  iterativeCalculationSettings:any locale:str spreadsheetTheme:any timeZone:str title:str
CellFormat backgroundColor:Color backgroundColorStyle:ColorStyle borders:Borders
  horizontalAlignment:HorizontalAlignment hyperlinkDisplayType:HyperlinkDisplayType numberFormat:NumberFormat
  padding:Padding textDirection:TextDirection textFormat:TextFormat textRotation:TextRotation
  verticalAlignment:VerticalAlignment wrapStrategy:WrapStrategy
Borders bottom:Border left:Border right:Border top:Border
Border color:Color colorStyle:ColorStyle style:BorderStyle width:int
NumberFormat pattern:str type:NumberFormatType
Padding bottom:int? left:int? right:int? top:int?
TextFormat bold:bool? fontFamily:str fontSize:int foregroundColor:Color foregroundColorStyle:ColorStyle italic:bool?
  link:Link strikethrough:bool? underline:bool?
Link uri:str
TextRotation angle:int? vertical:bool
GridRange endColumnIndex:int? endRowIndex:int? sheetId:int startColumnIndex:int? startRowIndex:int?
RowData values:CellData*
CellData chipRuns:ChipRun* dataSourceFormula:any dataSourceTable:any dataValidation:DataValidationRule
  effectiveFormat:CellFormat effectiveValue:ExtendedValue formattedValue:str hyperlink:str note:str pivotTable:any
  textFormatRuns:TextFormatRun* userEnteredFormat:CellFormat userEnteredValue:ExtendedValue
ChipRun chip:Chip startIndex:int
Chip personProperties:PersonProperties richLinkProperties:RichLinkProperties
PersonProperties displayFormat:DisplayFormat email:str
RichLinkProperties mimeType:str uri:str
DataValidationRule condition:BooleanCondition inputMessage:str showCustomUi:bool strict:bool
BooleanCondition type:ConditionType values:ConditionValue*
ConditionValue relativeDate:RelativeDate userEnteredValue:str
ExtendedValue boolValue:bool? errorValue:ErrorValue formulaValue:str? numberValue:num? stringValue:str?
ErrorValue message:str type:ErrorType
TextFormatRun format:TextFormat startIndex:int
GridCoordinate columnIndex:int rowIndex:int sheetId:int
DimensionProperties dataSourceColumnReference:any developerMetadata:DeveloperMetadata* hiddenByFilter:bool
  hiddenByUser:bool pixelSize:int
DeveloperMetadata location:DeveloperMetadataLocation metadataId:int metadataKey:str metadataValue:str
  visibility:Visibility
DeveloperMetadataLocation dimensionRange:DimensionRange locationType:LocationType sheetId:int? spreadsheet:bool
DimensionRange dimension:Dimension endIndex:int? sheetId:int startIndex:int?
NamedRange name:str namedRangeId:str range:GridRange
ProtectedRange description:str editors:Editors namedRangeId:str protectedRangeId:int range:GridRange
  requestingUserCanEdit:bool tableId:str unprotectedRanges:GridRange* warningOnly:bool
Editors domainUsersCanEdit:bool groups:str* users:str*
ConditionalFormatRule booleanRule:BooleanRule gradientRule:GradientRule ranges:GridRange*
BooleanRule condition:BooleanCondition format:CellFormat
GradientRule maxpoint:InterpolationPoint midpoint:InterpolationPoint minpoint:InterpolationPoint
InterpolationPoint color:Color colorStyle:ColorStyle type:InterpolationPointType value:str
BasicFilter criteria:any filterSpecs:FilterSpec* range:GridRange sortSpecs:SortSpec* tableId:str
FilterSpec columnIndex:int dataSourceColumnReference:any filterCriteria:FilterCriteria
FilterCriteria condition:BooleanCondition hiddenValues:str* visibleBackgroundColor:Color
  visibleBackgroundColorStyle:ColorStyle visibleForegroundColor:Color visibleForegroundColorStyle:ColorStyle
SortSpec backgroundColor:Color backgroundColorStyle:ColorStyle dataSourceColumnReference:any dimensionIndex:int
  foregroundColor:Color foregroundColorStyle:ColorStyle sortOrder:SortOrder
DataFilter a1Range:str developerMetadataLookup:DeveloperMetadataLookup gridRange:GridRange
DeveloperMetadataLookup locationMatchingStrategy:LocationMatchingStrategy locationType:LocationType metadataId:int?
  metadataKey:str metadataLocation:DeveloperMetadataLocation metadataValue:str visibility:Visibility
Table columnProperties:TableColumnProperties* name:str range:GridRange rowsProperties:TableRowsProperties
  tableId:str
TableColumnProperties columnIndex:int columnName:str columnType:ColumnType
  dataValidationRule:TableColumnDataValidationRule
TableColumnDataValidationRule condition:BooleanCondition
TableRowsProperties firstBandColorStyle:ColorStyle footerColorStyle:ColorStyle headerColorStyle:ColorStyle
  secondBandColorStyle:ColorStyle
AddDimensionGroupResponse dimensionGroups:DimensionGroup*
DimensionGroup collapsed:bool depth:int range:DimensionRange
AddNamedRangeResponse namedRange:NamedRange
AddProtectedRangeResponse protectedRange:ProtectedRange
AddSheetResponse properties:SheetProperties
AddTableResponse table:Table
CreateDeveloperMetadataResponse developerMetadata:DeveloperMetadata
DeleteConditionalFormatRuleResponse rule:ConditionalFormatRule
DeleteDeveloperMetadataResponse deletedDeveloperMetadata:DeveloperMetadata*
DeleteDimensionGroupResponse dimensionGroups:DimensionGroup*
DuplicateSheetResponse properties:SheetProperties
FindReplaceResponse formulasChanged:int occurrencesChanged:int rowsChanged:int sheetsChanged:int valuesChanged:int
UpdateConditionalFormatRuleResponse newIndex:int newRule:ConditionalFormatRule oldIndex:int
  oldRule:ConditionalFormatRule
UpdateDeveloperMetadataResponse developerMetadata:DeveloperMetadata*
Spreadsheet comments:any* commentsViewMode:any dataSourceSchedules:any* dataSources:any*
  developerMetadata:DeveloperMetadata* namedRanges:NamedRange* properties:SpreadsheetProperties sheets:Sheet*
  spreadsheetId:str spreadsheetUrl:str
Sheet bandedRanges:BandedRange* basicFilter:BasicFilter charts:any* columnGroups:DimensionGroup* commentAnchors:any*
  conditionalFormats:ConditionalFormatRule* data:GridData* developerMetadata:DeveloperMetadata* filterViews:any*
  merges:GridRange* properties:SheetProperties protectedRanges:ProtectedRange* rowGroups:DimensionGroup*
  slicers:any* tables:Table*
BandedRange bandedRangeId:int bandedRangeReference:str columnProperties:BandingProperties range:GridRange
  rowProperties:BandingProperties
BandingProperties firstBandColor:Color firstBandColorStyle:ColorStyle footerColor:Color footerColorStyle:ColorStyle
  headerColor:Color headerColorStyle:ColorStyle secondBandColor:Color secondBandColorStyle:ColorStyle
GridData columnMetadata:DimensionProperties* rowData:RowData* rowMetadata:DimensionProperties* startColumn:int
  startRow:int
ValueRange majorDimension:Dimension range:str values:ListValue*
UpdateValuesResponse spreadsheetId:str updatedCells:int updatedColumns:int updatedData:ValueRange updatedRange:str
  updatedRows:int
AppendValuesResponse spreadsheetId:str tableRange:str updates:UpdateValuesResponse
BatchUpdateValuesResponse responses:UpdateValuesResponse* spreadsheetId:str totalUpdatedCells:int
  totalUpdatedColumns:int totalUpdatedRows:int totalUpdatedSheets:int
BatchGetValuesResponse spreadsheetId:str valueRanges:ValueRange*
ClearValuesResponse clearedRange:str spreadsheetId:str
BatchClearValuesResponse clearedRanges:str* spreadsheetId:str
BatchGetValuesByDataFilterResponse spreadsheetId:str valueRanges:MatchedValueRange*
MatchedValueRange dataFilters:DataFilter* valueRange:ValueRange
SearchDeveloperMetadataResponse matchedDeveloperMetadata:MatchedDeveloperMetadata*
MatchedDeveloperMetadata dataFilters:DataFilter* developerMetadata:DeveloperMetadata
DataFilterValueRange dataFilter:DataFilter majorDimension:Dimension values:ListValue*
BatchUpdateValuesByDataFilterResponse responses:UpdateValuesByDataFilterResponse* spreadsheetId:str
  totalUpdatedCells:int totalUpdatedColumns:int totalUpdatedRows:int totalUpdatedSheets:int
UpdateValuesByDataFilterResponse dataFilter:DataFilter updatedCells:int updatedColumns:int updatedData:ValueRange
  updatedRange:str updatedRows:int
BatchClearValuesByDataFilterResponse clearedRanges:str* spreadsheetId:str
BatchUpdateSpreadsheetResponse spreadsheetId:str replies:Response* updatedSpreadsheet:Spreadsheet
`;
