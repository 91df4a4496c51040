// What Azure must know of Release Bot in Microsoft Teams: the bot's registration, who it is, and the Teams channel.
// The bot itself may run anywhere the internet can reach; only a managed identity ties it to Azure.

@description('Name of the registration; globally unique, 4 to 42 letters, digits and hyphens.')
@minLength(4)
@maxLength(42)
param botName string

@description('Name under which the bot is reached from the internet, without https://, such as bot.example.org.')
param host string

@description('SingleTenant: an app registration with a secret or certificate. UserAssignedMSI: a managed identity made here, for a bot that runs in Azure.')
@allowed(['SingleTenant', 'UserAssignedMSI'])
param identityType string = 'SingleTenant'

@description('App id of the registration in Entra; for SingleTenant only.')
param appId string = ''

@description('Tenant of the bot.')
param tenantId string = tenant().tenantId

@description('F0 is free; S1 comes with an agreement on availability.')
@allowed(['F0', 'S1'])
param sku string = 'F0'

@description('Name shown for the bot.')
param displayName string = 'Release Bot'

@description('Where the managed identity lives.')
param location string = resourceGroup().location

var isManaged = identityType == 'UserAssignedMSI'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = if (isManaged) {
  name: '${botName}-identity'
  location: location
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: botName
  location: 'global'
  kind: 'azurebot'
  sku: {
    name: sku
  }
  properties: {
    displayName: displayName
    description: 'Answers questions from press releases, with citations.'
    endpoint: 'https://${host}/api/messages'
    msaAppType: identityType
    msaAppId: isManaged ? identity!.properties.clientId : appId
    msaAppTenantId: tenantId
    msaAppMSIResourceId: isManaged ? identity.id : null
    // Nothing but the channel's own tokens is used.
    disableLocalAuth: true
    publicNetworkAccess: 'Enabled'
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: {
    channelName: 'MsTeamsChannel'
    properties: {
      isEnabled: true
    }
  }
}

@description('Teams:ClientId')
output clientId string = isManaged ? identity!.properties.clientId : appId

@description('Teams:TenantId')
output tenantId string = tenantId

@description('To assign to the machine or container app that runs the bot; empty for SingleTenant.')
output identityId string = isManaged ? identity.id : ''
