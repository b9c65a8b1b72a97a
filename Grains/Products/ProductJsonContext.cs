using System.Text.Json.Serialization;

namespace Actors.Products;

/// <summary>JSON of what is stored of products and product types.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Product))]
[JsonSerializable(typeof(ProductEvent))]
[JsonSerializable(typeof(ProductEvent.Enabled), TypeInfoPropertyName = "EnabledEvent")]
[JsonSerializable(typeof(ProductEvent.Disabled), TypeInfoPropertyName = "DisabledEvent")]
[JsonSerializable(typeof(ProductEvent.Blocked), TypeInfoPropertyName = "BlockedEvent")]
[JsonSerializable(typeof(ProductEvent.Archived), TypeInfoPropertyName = "ArchivedEvent")]
[JsonSerializable(typeof(ProductCommand))]
[JsonSerializable(typeof(ProductType))]
[JsonSerializable(typeof(ProductType.None), TypeInfoPropertyName = "NoType")]
[JsonSerializable(typeof(ProductTypeEvent))]
[JsonSerializable(typeof(ProductTypeCommand))]
internal sealed partial class ProductJsonContext : JsonSerializerContext;
