using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;

// Reads the same page of accounts through each client and writes the names, to be compared.
var (address, token) = (new Uri(args[0]), args[1]);
using var http = new HttpClient { BaseAddress = address };
http.DefaultRequestHeaders.Authorization = new("Bearer", token);

var nswag = new Platform.Clients.NSwag.PlatformClient(http) { BaseUrl = address.ToString() };
var nswagPage = await nswag.ListAccountsAsync(limit: 3);
Console.WriteLine($"NSwag: {string.Join(", ", nswagPage.Items.Select(account => account.Name))}");

using var adapter = new HttpClientRequestAdapter(new AnonymousAuthenticationProvider(), httpClient: http)
{
    BaseUrl = address.ToString().TrimEnd('/'),
};
var kiota = new Platform.Clients.Kiota.PlatformClient(adapter);
var kiotaPage = await kiota.V1.Accounts.GetAsync(request => request.QueryParameters.Limit = 3);
Console.WriteLine($"Kiota: {string.Join(", ", kiotaPage!.Items!.Select(account => account.Name))}");
