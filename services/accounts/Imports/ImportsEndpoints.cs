using Platform.Accounts.Imports.Bulk;
using Platform.Accounts.Imports.Jobs;
using Platform.Accounts.Imports.Mapping;
using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Imports;

internal static class ImportsEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var imports = app.MapGroup("/v1/imports").RequireArea("accounts").WithTags("Imports");
        StartImport.Map(imports);
        GetImport.Map(imports);
        ListImports.Map(imports);
        GetImportReport.Map(imports);
        ConfirmImport.Map(imports);
        CancelImport.Map(imports);

        var mappings = app.MapGroup("/v1/import-mappings").RequireArea("accounts").WithTags("Imports");
        SaveMapping.Map(mappings);
        GetMapping.Map(mappings);
        ListMappings.Map(mappings);

        var accounts = app.MapGroup("/v1/accounts").RequireArea("accounts").WithTags("Accounts");
        UpsertAccounts.Map(accounts);
        UpsertContacts.Map(accounts);
        UpsertTickets.Map(accounts);
        UpsertActivities.Map(accounts);
    }
}
